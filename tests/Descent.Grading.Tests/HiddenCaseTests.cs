using Descent.Exercises;
using Descent.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Grading.Tests;

/// <summary>What a learner's process gets to know, the arguments of all functions of a notebook, is no help to score.</summary>
public sealed class HiddenCaseTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20).Select(i => i * 104_729)];

    [Theory, MemberData(nameof(Seeds))]
    public void No_answer_is_among_the_arguments_of_another_function(int seed)
    {
        foreach (var notebook in Catalogue.All.GroupBy(exercise => exercise.Notebook))
        {
            Assessor[] assessors = [.. notebook.Select(exercise => new Assessor(exercise, seed, isHidden: true))];
            foreach (var assessor in assessors)
            {
                HashSet<double> others = [.. assessors.Where(other => other != assessor).SelectMany(other => other.Cases).SelectMany(Telling)];
                foreach (var (arguments, i) in assessor.Cases.Select((arguments, i) => (arguments, i)))
                {
                    HashSet<double> own = [.. Telling(arguments)];
                    double[] answer = [.. Telling(Expected(assessor, arguments)).Where(number => !own.Contains(number))];
                    Assert.True(!answer.Any(others.Contains), $"{assessor.Exercise.Id}, case {i}: of its answer's {answer.Length} numbers, in another function's arguments: {string.Join(" ", answer.Where(others.Contains).Take(5))}");
                }
            }
        }
    }

    // What needs no understanding: the same for every case, or an argument handed back.
    [Theory, MemberData(nameof(Seeds))]
    public void No_answer_is_right_without_work(int seed)
    {
        foreach (var exercise in Catalogue.All)
        {
            var assessor = new Assessor(exercise, seed, isHidden: true);
            object?[] expected = [.. assessor.Cases.Select(arguments => Expected(assessor, arguments))];
            List<Func<int, object?>> answers =
            [
                .. new[] { 0, 1, -1, 0.5, double.NaN, double.PositiveInfinity, double.MaxValue }.Select(number => (Func<int, object?>)(i => Filled(expected[i], number))),
                .. expected.Select(value => (Func<int, object?>)(_ => value)),
                .. Enumerable.Range(0, assessor.Cases[0].Length).Select(k => (Func<int, object?>)(i => PlainValue.Of(PlainValue.Copy(assessor.Cases[i][k])))),
                _ => null, _ => Array.Empty<object?>(), _ => "", _ => true,
            ];
            foreach (var (answer, n) in answers.Select((answer, n) => (answer, n)))
            {
                var outcomes = assessor.Cases.Select((arguments, i) => new Outcome(Ending.Returned, answer(i), arguments)).ToList();
                Assert.False(assessor.Assess(outcomes).IsRight, $"{exercise.Id}: answer {n} needs no work and is right");
            }
        }
    }

    private static object? Expected(Assessor assessor, object?[] arguments) =>
        PlainValue.Of(assessor.Exercise.Reference.Code.DynamicInvoke(Array.ConvertAll(arguments, PlainValue.Copy)));

    // Numbers that are not met by chance: of more digits than those that arguments are drawn with.
    private static IEnumerable<double> Telling(object? value) =>
        Numbers(PlainValue.Of(value)).Select(number => Math.Round(number, 9)).Where(number => number != Math.Round(number, 4));

    private static IEnumerable<double> Numbers(object? value) => value switch
    {
        double number => [number],
        Matrix<double> matrix => matrix.Enumerate(),
        object?[] items => items.SelectMany(Numbers),
        _ => [],
    };

    private static object? Filled(object? value, double number) => value switch
    {
        double => number,
        Matrix<double> matrix => matrix.Map(_ => number, Zeros.Include),
        object?[] items => Array.ConvertAll(items, item => Filled(item, number)),
        _ => value is string ? "" : value,
    };
}
