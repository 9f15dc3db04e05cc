using System.Reflection;
using Descent.Exercises.Checking;
using Xunit;

namespace Descent.Exercises.Tests;

/// <summary>How a verdict is shown, and the hints.</summary>
public sealed class VerdictTests
{
    private static readonly Exercise exercise = Catalogue.Find("LayerForward")!;

    [Fact]
    public void A_verdict_is_shown_as_HTML_and_as_text_by_the_kernels_convention()
    {
        // What a notebook kernel does: it knows attribute, source and formatters by their names alone.
        var attribute = typeof(Verdict).GetCustomAttributes().Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        var source = Activator.CreateInstance((Type)Get(attribute, "FormatterSourceType"))!;
        var formatters = ((IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, [])!).ToArray();
        Assert.Equal((string[])Get(attribute, "PreferredMimeTypes"), formatters.Select(f => (string)Get(f, "MimeType")));

        var verdict = Checker.Check(exercise, exercise.Misconceptions[0].Code);
        var (html, plain) = (Format(formatters[0], verdict), Format(formatters[1], verdict));
        Assert.Equal(verdict.ToString(), plain);
        Assert.Contains("b is not added", html);
        Assert.Contains("<pre", html);
        Assert.DoesNotContain("background:#", html);
        Assert.DoesNotContain("script", html);
    }

    [Fact]
    public void What_comes_from_a_learner_is_no_HTML()
    {
        var attribute = typeof(Verdict).GetCustomAttributes().Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        var source = Activator.CreateInstance((Type)Get(attribute, "FormatterSourceType"))!;
        var formatter = ((IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, [])!).First();
        Assert.Contains("&lt;b&gt;", Format(formatter, new Verdict(exercise, Stage.Run, "<b>")));
    }

    [Fact]
    public void An_example_shows_arguments_the_result_and_what_is_expected()
    {
        var text = Checker.Check(exercise, exercise.Misconceptions[0].Code).ToString();
        foreach (var part in new[] { "For example, with", "X =", "W =", "b =", "your result: Z =", "expected: Z =", "your result: A =" })
            Assert.Contains(part, text);
    }

    [Fact]
    public void Hints_go_from_a_question_to_the_formula()
    {
        Assert.StartsWith("LayerForward, hint 1 of 3: ", Hint.For("LayerForward"));
        Assert.Contains("Z = W·X + b", Hint.For("LayerForward", 3));
        Assert.Equal("LayerForward has 3 hints: ask for 1 to 3.", Hint.For("LayerForward", 4));
        Assert.StartsWith("There is no exercise \"Layer\". There are: Diagnose, Split, LayerForward", Hint.For("Layer"));
    }

    [Fact]
    public void Every_ladder_of_hints_begins_with_a_question_and_holds_no_code() =>
        Assert.All(Catalogue.All, e =>
        {
            Assert.Contains("?", e.Hints[0]);
            Assert.All(e.Hints, hint => Assert.DoesNotContain(";\n", hint));
            Assert.All(e.Hints, hint => Assert.DoesNotContain("return ", hint));
        });

    [Fact]
    public void A_judge_can_assess_what_another_process_gave_back()
    {
        // Only plain values cross: here they are lists and numbers made anew.
        var assessor = new Assessor(exercise, seed: 5);
        var outcomes = assessor.Cases.Select(arguments =>
        {
            var result = (System.Runtime.CompilerServices.ITuple)exercise.RightAnswers[0].Code.DynamicInvoke(arguments)!;
            return new Outcome(Ending.Returned, PlainValue.Of(new List<object?> { result[0], result[1] }), arguments);
        }).ToArray();
        Assert.True(assessor.Assess(outcomes).IsRight);

        outcomes[1] = outcomes[1] with { Value = PlainValue.Of(new[] { 1.0, 2.0 }) };
        Assert.Equal(Stage.Shape, assessor.Assess(outcomes).Stage);
        outcomes[1] = new Outcome(Ending.TimedOut, null, [], "It had not ended after 5 seconds.");
        Assert.Equal("It had not ended after 5 seconds.", assessor.Assess(outcomes[..2]).Message);
    }

    private static object Get(object owner, string property) => owner.GetType().GetProperty(property)!.GetValue(owner)!;

    private static string Format(object formatter, object value)
    {
        using var writer = new StringWriter();
        Assert.True((bool)formatter.GetType().GetMethod("Format")!.Invoke(formatter, [value, writer])!);
        return writer.ToString();
    }
}
