// What every exercise notebook runs first: #!import setup.cs
// Paths are relative to the notebook's folder.
#r "../../lib/bin/MathNet.Numerics.dll"
#r "../../lib/bin/Descent.dll"
#r "../../lib/bin/Descent.Exercises.dll"

using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using Descent.Charts;
using Descent.Data;
using Descent.Exercises;
using Descent.Numerics;

// 0.5 is printed as 0.5 everywhere, also where a comma is usual.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// The first check answers at once, since others have gone before, beside what is read and written meanwhile.
System.Threading.Tasks.Task.Run(() =>
{
    Check.WarmUp();
    Microsoft.DotNet.Interactive.Formatting.Formatter.ToDisplayString(Check.LayerForward(LayerForward), "text/html");
});

// Every graded function as it is until its own cell is run, so that its check can be run at any time.
string Diagnose(double trainError, double devError, double bayesError, double gap) => throw new NotImplementedException("Diagnose is not written yet.");
(Matrix<double> train, Matrix<double> dev, Matrix<double> test) Split(Matrix<double> X, int[] order, int devCount, int testCount) => throw new NotImplementedException("Split is not written yet.");
(Matrix<double> Z, Matrix<double> A) LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b) => throw new NotImplementedException("LayerForward is not written yet.");
(Matrix<double> dX, Matrix<double> dW, Matrix<double> db) LayerBackward(Matrix<double> dA, Matrix<double> Z, Matrix<double> X, Matrix<double> W) => throw new NotImplementedException("LayerBackward is not written yet.");
(double cost, Matrix<double> dZ) SoftmaxCrossEntropy(Matrix<double> Z, Matrix<double> Y) => throw new NotImplementedException("SoftmaxCrossEntropy is not written yet.");
(Matrix<double> train, Matrix<double> dev) Standardize(Matrix<double> train, Matrix<double> dev) => throw new NotImplementedException("Standardize is not written yet.");
Matrix<double> HeWeights(Matrix<double> N) => throw new NotImplementedException("HeWeights is not written yet.");
double[] ReluMeanSquares(Matrix<double> X, Matrix<double>[] weights) => throw new NotImplementedException("ReluMeanSquares is not written yet.");
double L2Cost(double crossEntropy, Matrix<double>[] W, Matrix<double>[] b, double lambda, int m) => throw new NotImplementedException("L2Cost is not written yet.");
(Matrix<double> gradW, Matrix<double> gradb) L2Gradient(Matrix<double> dW, Matrix<double> db, Matrix<double> W, Matrix<double> b, double lambda, int m) => throw new NotImplementedException("L2Gradient is not written yet.");
(Matrix<double> dropped, Matrix<double> mask) DropoutForward(Matrix<double> A, Matrix<double> R, double keepProbability, bool training) => throw new NotImplementedException("DropoutForward is not written yet.");
Matrix<double> DropoutBackward(Matrix<double> dA, Matrix<double> mask, double keepProbability) => throw new NotImplementedException("DropoutBackward is not written yet.");
double NumericalSlope(double[] coefficients, double theta, double epsilon) => throw new NotImplementedException("NumericalSlope is not written yet.");
(Matrix<double> numerical, double difference) GradientDifference(Matrix<double> theta, Matrix<double> gradient, Matrix<double> X, Matrix<double> Y, double epsilon) => throw new NotImplementedException("GradientDifference is not written yet.");
(Matrix<double> dW1, Matrix<double> db1, Matrix<double> dW2, Matrix<double> db2, Matrix<double> dW3, Matrix<double> db3) MendBackward(Matrix<double> X, Matrix<double> Y, Matrix<double> W1, Matrix<double> b1, Matrix<double> W2, Matrix<double> b2, Matrix<double> W3, Matrix<double> b3) => throw new NotImplementedException("MendBackward is not written yet.");
List<(Matrix<double> X, Matrix<double> Y)> Partition(Matrix<double> X, Matrix<double> Y, int[] order, int batchSize) => throw new NotImplementedException("Partition is not written yet.");
double EpochCost(double[] batchCosts, int[] batchSizes) => throw new NotImplementedException("EpochCost is not written yet.");
int StopEpoch(double[] trainCosts, double[] devCosts, double[] testCosts, int patience) => throw new NotImplementedException("StopEpoch is not written yet.");
double[] MovingAverage(double[] values, double beta) => throw new NotImplementedException("MovingAverage is not written yet.");
(Matrix<double> newW, Matrix<double> newv) MomentumStep(Matrix<double> W, Matrix<double> dW, Matrix<double> v, double learningRate, double beta) => throw new NotImplementedException("MomentumStep is not written yet.");
(Matrix<double> newW, Matrix<double> news) RmsPropStep(Matrix<double> W, Matrix<double> dW, Matrix<double> s, double learningRate, double beta, double epsilon) => throw new NotImplementedException("RmsPropStep is not written yet.");
(Matrix<double> newW, Matrix<double> newv, Matrix<double> news) AdamStep(Matrix<double> W, Matrix<double> dW, Matrix<double> v, Matrix<double> s, int t, double learningRate, double beta1, double beta2, double epsilon) => throw new NotImplementedException("AdamStep is not written yet.");
double DecayedRate(double learningRate, double decay, int epoch) => throw new NotImplementedException("DecayedRate is not written yet.");
