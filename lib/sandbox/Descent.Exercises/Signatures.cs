using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Sandbox;

/// <summary>The signatures of the graded functions, as the public notebooks have them.</summary>
internal static class Signatures
{
    public delegate string Diagnose(double trainError, double devError, double bayesError, double gap);

    public delegate (Matrix<double> train, Matrix<double> dev, Matrix<double> test) Split(
        Matrix<double> X, int[] order, int devCount, int testCount);

    public delegate (Matrix<double> Z, Matrix<double> A) LayerForward(Matrix<double> X, Matrix<double> W, Matrix<double> b);

    public delegate (Matrix<double> dX, Matrix<double> dW, Matrix<double> db) LayerBackward(
        Matrix<double> dA, Matrix<double> Z, Matrix<double> X, Matrix<double> W);

    public delegate (double cost, Matrix<double> dZ) SoftmaxCrossEntropy(Matrix<double> Z, Matrix<double> Y);

    public delegate (Matrix<double> train, Matrix<double> dev) Standardize(Matrix<double> train, Matrix<double> dev);

    public delegate Matrix<double> HeWeights(Matrix<double> N);

    public delegate double[] ReluMeanSquares(Matrix<double> X, Matrix<double>[] weights);

    public delegate double L2Cost(double crossEntropy, Matrix<double>[] W, Matrix<double>[] b, double lambda, int m);

    public delegate (Matrix<double> gradW, Matrix<double> gradb) L2Gradient(
        Matrix<double> dW, Matrix<double> db, Matrix<double> W, Matrix<double> b, double lambda, int m);

    public delegate (Matrix<double> dropped, Matrix<double> mask) DropoutForward(
        Matrix<double> A, Matrix<double> R, double keepProbability, bool training);

    public delegate Matrix<double> DropoutBackward(Matrix<double> dA, Matrix<double> mask, double keepProbability);

    public delegate double NumericalSlope(double[] coefficients, double theta, double epsilon);

    public delegate (Matrix<double> numerical, double difference) GradientDifference(
        Matrix<double> theta, Matrix<double> gradient, Matrix<double> X, Matrix<double> Y, double epsilon);

    public delegate (Matrix<double> dW1, Matrix<double> db1, Matrix<double> dW2, Matrix<double> db2, Matrix<double> dW3, Matrix<double> db3) MendBackward(
        Matrix<double> X, Matrix<double> Y, Matrix<double> W1, Matrix<double> b1, Matrix<double> W2, Matrix<double> b2, Matrix<double> W3, Matrix<double> b3);

    public delegate List<(Matrix<double> X, Matrix<double> Y)> Partition(
        Matrix<double> X, Matrix<double> Y, int[] order, int batchSize);

    public delegate double EpochCost(double[] batchCosts, int[] batchSizes);

    public delegate int StopEpoch(double[] trainCosts, double[] devCosts, double[] testCosts, int patience);

    public delegate double[] MovingAverage(double[] values, double beta);

    public delegate (Matrix<double> newW, Matrix<double> newv) MomentumStep(
        Matrix<double> W, Matrix<double> dW, Matrix<double> v, double learningRate, double beta);

    public delegate (Matrix<double> newW, Matrix<double> news) RmsPropStep(
        Matrix<double> W, Matrix<double> dW, Matrix<double> s, double learningRate, double beta, double epsilon);

    public delegate (Matrix<double> newW, Matrix<double> newv, Matrix<double> news) AdamStep(
        Matrix<double> W, Matrix<double> dW, Matrix<double> v, Matrix<double> s, int t, double learningRate, double beta1, double beta2, double epsilon);

    public delegate double DecayedRate(double learningRate, double decay, int epoch);
}
