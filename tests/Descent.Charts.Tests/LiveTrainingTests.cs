using System.Diagnostics;
using System.Text.RegularExpressions;
using Descent.Data;
using Descent.Losses;
using Descent.Networks;
using Descent.Optimizers;
using Descent.Training;
using Microsoft.DotNet.Interactive;
using Xunit;

namespace Descent.Charts.Tests
{
    [Collection("live")]
    public sealed class LiveTrainingTests
    {
        private static readonly Dataset moons = Datasets.Moons(samples: 100, noise: 0.2, seed: 3);

        [Fact]
        public void Outside_of_a_notebook_it_only_trains()
        {
            KernelInvocationContext.Current = null;
            Assert.Equal(Trainer(30).Fit(moons).MeanCosts, Trainer(30).FitLive(moons).MeanCosts);
        }

        [Fact]
        public void In_a_notebook_one_picture_and_one_line_are_replaced_in_place()
        {
            var context = KernelInvocationContext.Current = new KernelInvocationContext();
            try
            {
                // Two updates a batch-full epoch, slowed down so that it lasts about a second.
                long start = Stopwatch.GetTimestamp();
                var history = Trainer(60, updatesPerSecond: 120).FitLive(moons);
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                Assert.Equal(2, context.Displays.Count);
                var pictures = context.Displays.Single(d => d.Values[^1] is Chart).Values;
                var lines = context.Displays.Single(d => d.Values[^1] is string).Values.Cast<string>().ToList();
                Assert.Equal(pictures.Count, lines.Count);
                Assert.InRange(pictures.Count, 2, 5 * seconds + 1); // at most five a second, and the last
                Assert.Matches(new Regex(@"^epoch \d+ of 60: cost \d\.\d{4}, accuracy [01]\.\d{3}(, \d+ s left)?$"), lines[^2]);
                Assert.StartsWith("60 epochs, 120 updates: mean cost 0.", lines[^1]);
                Assert.Equal(Trainer(60).Fit(moons).MeanCosts, history.MeanCosts);
                // What stays does not depend on when pictures were drawn.
                Assert.Equal(Trainer(60).Fit(moons).Chart().ToJson(), ((Chart)pictures[^1]).ToJson());
            }
            finally
            {
                KernelInvocationContext.Current = null;
            }
        }

        [Fact]
        public void An_interrupted_cell_ends_the_training_and_keeps_what_was_reached()
        {
            var context = KernelInvocationContext.Current = new KernelInvocationContext();
            try
            {
                context.Shown = () => context.Interrupt();
                var history = Trainer(100_000, updatesPerSecond: 500).FitLive(moons);
                Assert.Equal(TrainingEnd.Cancelled, history.End);
                Assert.EndsWith("interrupted, accuracy", ((string)context.Displays.Single(d => d.Values[^1] is string).Values[^1])[..^7]);
            }
            finally
            {
                KernelInvocationContext.Current = null;
            }
        }

        [Fact]
        public void An_interrupted_cell_ends_a_training_that_nobody_watches()
        {
            var context = KernelInvocationContext.Current = new KernelInvocationContext();
            try
            {
                var network = Network.Of(inputs: 2).Dense(1, Activation.Sigmoid).Initialize(Initializer.He, seed: 3);
                var history = new Trainer(network, new BinaryCrossEntropy(), new Adam())
                {
                    Epochs = 1000,
                    Progress = progress => { if (progress.Epoch == 5) context.Interrupt(); },
                }.Fit(moons);
                Assert.Equal((TrainingEnd.Cancelled, 5), (history.End, history.Epochs));
            }
            finally
            {
                KernelInvocationContext.Current = null;
            }
        }

        private static Trainer Trainer(int epochs, double? updatesPerSecond = null) =>
            new(Network.Of(inputs: 2).Dense(5, Activation.ReLU).Dense(1, Activation.Sigmoid).Initialize(Initializer.He, seed: 3), new BinaryCrossEntropy(), new Adam(0.01))
            {
                Epochs = epochs,
                BatchSize = 64,
                UpdatesPerSecond = updatesPerSecond,
            };
    }
}

// A kernel's names, as the library looks for them.
namespace Microsoft.DotNet.Interactive
{
    public sealed class KernelInvocationContext
    {
        private readonly CancellationTokenSource source = new();

        public static KernelInvocationContext? Current { get; set; }

        public CancellationToken CancellationToken => source.Token;

        internal List<DisplayedValue> Displays { get; } = [];

        internal Action? Shown { get; set; }

        internal void Interrupt() => source.Cancel();
    }

    public sealed class DisplayedValue(KernelInvocationContext context)
    {
        internal List<object> Values { get; } = [];

        public void Update(object updatedValue)
        {
            Values.Add(updatedValue);
            context.Shown?.Invoke();
        }
    }

    public static class KernelInvocationContextExtensions
    {
        public static DisplayedValue Display(this KernelInvocationContext context, object value, params string[] mimeTypes)
        {
            Assert.Empty(mimeTypes);
            var shown = new DisplayedValue(context);
            context.Displays.Add(shown);
            shown.Update(value);
            return shown;
        }
    }
}
