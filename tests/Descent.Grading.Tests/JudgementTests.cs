using System.Text;
using System.Text.Json;
using Descent.Exercises;
using Descent.Exercises.Checking;
using Descent.Exercises.Sandbox;
using Descent.Grading.Running;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Descent.Grading.Tests;

/// <summary>What a sandbox may say, forged or not: only the right values are right, and nothing that is said does harm.</summary>
public sealed class JudgementTests
{
    private static readonly Assessor assessor = new(Catalogue.Find("LayerForward")!, seed: 8);

    [Fact]
    public void The_right_values_are_right()
    {
        var told = Told(arguments => assessor.Exercise.RightAnswers[0].Code.DynamicInvoke(arguments));
        Assert.Equal(VerdictKind.Right, Judgement.Of(assessor, Json($"{{\"outcomes\":[[{string.Join(',', told)}],[{string.Join(',', told.Reverse())}]]}}"), "").Kind);
    }

    [Fact]
    public void Calls_that_were_not_made_are_not_right()
    {
        string[] told = Told(arguments => assessor.Exercise.RightAnswers[0].Code.DynamicInvoke(arguments));
        string all = string.Join(',', told), back = string.Join(',', told.Reverse());
        foreach (string passes in (string[])["[],[]", $"[{told[0]}],[{told[0]}]", $"[{all}],[]", $"[],[{back}]", $"[{all}],[{told[^1]}]", $"[{all},{told[0]}],[{back}]", $"[{all}]"])
            Assert.NotEqual(VerdictKind.Right, Judgement.Of(assessor, Json($"{{\"outcomes\":[{passes}]}}"), "").Kind);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"outcomes\":5}")]
    [InlineData("{\"outcomes\":[5,6]}")]
    [InlineData("{\"outcomes\":[[[\"Returned\"]],[]]}")]
    [InlineData("{\"outcomes\":[[[\"7\",null,[],null]],[]]}")]
    [InlineData("{\"outcomes\":[[[\"Returned\",{\"m\":[100000,100000],\"v\":[]},[],null]],[]]}")]
    [InlineData("{\"outcomes\":[[[\"Returned\",{\"m\":[-1,-1],\"v\":[1]},[],null]],[]]}")]
    [InlineData("{\"outcomes\":[[[\"Returned\",{\"m\":[1e308,1],\"v\":[1]},[],null]],[]]}")]
    [InlineData("{\"outcomes\":[[[\"Returned\",{\"m\":[1.5,2],\"v\":[1,2,3]},[],null]],[]]}")]
    [InlineData("{\"outcomes\":[[[\"Returned\",{\"q\":1},[],null]],[]]}")]
    [InlineData("{\"outcomes\":[[[\"Returned\",{},[],null]],[]]}")]
    [InlineData("{\"outcomes\":[[[\"Returned\",\"\\ud83d\",[],null]],[]]}")]
    [InlineData("{\"outcomes\":[[[\"Returned\",[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]],[],null]],[]]}")]
    [InlineData("{\"signature\":7}")]
    [InlineData("{\"garbled\":[]}")]
    public void What_is_no_answer_is_called_so(string said) => Assert.NotEqual(VerdictKind.Right, Judgement.Of(assessor, Json(said), "").Kind);

    [Fact]
    public void What_a_student_reads_shows_no_number_of_a_hidden_case_and_what_the_teacher_reads_does()
    {
        foreach (var exercise in Catalogue.All)
        {
            var hidden = new Assessor(exercise, seed: 8, isHidden: true);
            // Every number is moved, and every text is another.
            object? Wrong(object? value) => value switch
            {
                double number => number + 123,
                string text => text + "?",
                Matrix<double> matrix => matrix + 123,
                object?[] items => Array.ConvertAll(items, Wrong),
                _ => value,
            };
            string told = string.Join(',', hidden.Cases.Select(arguments =>
                $"[\"Returned\",{Written(Wrong(PlainValue.Of(exercise.RightAnswers[0].Code.DynamicInvoke(Array.ConvertAll(arguments, PlainValue.Copy)))))},{Written(arguments)},null]"));
            var finding = Judgement.Of(hidden, Json($"{{\"outcomes\":[[{told}],[]]}}"), "");
            Assert.NotEqual(VerdictKind.Right, finding.Kind);
            if (finding.Kind == VerdictKind.Value) Assert.Matches(@"^(The result|Item \d+|\w+)( of item \d+)? differs from what is expected\.( Wrong as well: [\w, ]+\.)?( Right: [\w, ]+\.)?$", finding.Message);
            Assert.DoesNotMatch(@"\d\.\d|[3-9]\d\d", finding.Misconception is null && finding.Kind == VerdictKind.Value ? finding.Message : "");
            Assert.Contains("expected", finding.Example);
        }
    }

    [Theory]
    [InlineData("cell 4, line 3: 0.6234 -1.77 0.21 (Exception)", "Your function stopped with an error in line 3 (Exception). The check in your notebook says more.")]
    [InlineData("cell 4, line 3: 1 (X0623417702100)\n    0.62341", "Your function stopped with an error in line 3. The check in your notebook says more.")]
    [InlineData("cell 4, line 6234177: Index was outside the bounds of the array. 0.6234 (IndexOutOfRangeException)\n    var z = x[9];", "Your function stopped with an error: Index was outside the bounds of the array. (IndexOutOfRangeException)\n    var z = x[9];")]
    [InlineData("cell 4, line 3: Matrix dimensions must agree: op1 is 3x3, op2 is 4x3. (ArgumentException)", "Your function stopped with an error in line 3: Matrix dimensions must agree: op1 is 3x3, op2 is 4x3. (ArgumentException)")]
    [InlineData("cell 4, line 3: Matrix dimensions must agree: op1 is 62341x7702, op2 is 4x3. (ArgumentException)", "Your function stopped with an error in line 3 (ArgumentException). The check in your notebook says more.")]
    public void The_words_of_an_exception_are_told_where_they_spell_nothing(string failure, string words)
    {
        var finding = Judgement.Of(assessor, Json($"{{\"outcomes\":[[[\"Threw\",null,[],{JsonSerializer.Serialize("Your function stopped with an error in " + failure)}]],[]]}}"), "{\n    var z = x[9];\n}");
        Assert.Equal((VerdictKind.Threw, words), (finding.Kind, finding.Message));
        Assert.Contains(failure, finding.Example);
    }

    // What is forged in a function's name, once the arguments are there.
    [Theory]
    [InlineData("{\"outcomes\":[[[\"TimedOut\",null,[],\"0.6234\"]],[]]}")]
    [InlineData("{\"outcomes\":[[[\"Threw\",null,[],\"0.6234\"],[\"TimedOut\",null,[],\"0.6234\"]],[]]}")]
    [InlineData("{\"outcomes\":[[[\"NotWritten\",null,[],\"0.6234\"]],[]]}")]
    [InlineData("{\"outcomes\":[[[\"Returned\",{\"o\":\"A0.6234\"},[],null]],[]]}")]
    [InlineData("{\"garbled\":\"0.6234\"}")]
    [InlineData("{\"problem\":\"0.6234\"}")]
    public void No_word_of_the_sandbox_reaches_a_student_once_it_knows_the_cases(string said) =>
        Assert.DoesNotContain("6234", Judgement.Of(assessor, Json(said), "double x;").Message, StringComparison.Ordinal);

    [Theory, InlineData("{\"problem\":\"no\"}", "no"), InlineData("{\"problem\":null}", null), InlineData("{}", "cannot be compared"), InlineData("{\"problem\":7}", "cannot be compared")]
    public void A_look_says_what_is_wrong_or_nothing(string said, string? words)
    {
        var finding = Judgement.OfLook(Json(said));
        Assert.Equal(words is null, finding is null);
        Assert.Contains(words ?? "", finding?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_words_of_a_process_are_not_told() =>
        Assert.Equal("the kernel was aborted in the middle of the cell; does it call Environment.FailFast?",
            HiddenCases.OfEnd("the kernel was aborted in the middle of the cell (it said: 0.6234 (and\n) -1.77); does it call Environment.FailFast?"));

    [Fact]
    public void Lines_are_read_among_what_else_is_printed_and_contradictions_are_noticed()
    {
        var reader = new AnswerReader("mark");
        reader.Add($"noise\nmark.{Base64("{\"begin\":0}")}\nxxx");
        string told = Base64("{\"end\":0,\"signature\":\"no\"}");
        reader.Add($"\nmark+{told[..8]}\nmark.");
        reader.Add($"{told[8..]}\nmark.%%%\nmark\nmark.{Base64("5")}\nnotmark.{Base64("{\"begin\":7}")}\nmark.{Base64("{\"begin\":\"x\"}")}\n");
        var (begun, ended, forged) = reader.Read();
        Assert.Equal([0], begun);
        Assert.Equal("no", Assert.Single(ended).Value.GetProperty("signature").GetString());
        Assert.Empty(forged);

        // A name that is no text.
        reader.Add($"mark.{Base64("{\"\\ud83d\":0,\"end\":3}")}\n");
        Assert.DoesNotContain(3, reader.Read().Ended.Keys);
        reader.Add($"mark.{Base64("{\"end\":0}")}\n");
        Assert.Equal([0], reader.Read().Forged);
    }

    [Fact]
    public void Values_survive_the_way_there_and_back()
    {
        foreach (var exercise in Catalogue.All)
        {
            foreach (object?[] arguments in exercise.Cases(5))
            {
                var back = (object?[])new Wire().Read(Json(Written(arguments)))!;
                Assert.Equal(arguments.Select(argument => argument!.GetType().Name), back.Select(argument => argument!.GetType().Name));
                Assert.True(PlainValue.Agree(PlainValue.Of(arguments), PlainValue.Of(back), 0));
            }
        }

        object?[] odd = [double.NaN, double.NegativeInfinity, -0.0, double.Epsilon, new[] { 1, double.PositiveInfinity }, "NaN", true, null, Array.Empty<int>()];
        Assert.True(PlainValue.Agree(PlainValue.Of(odd), PlainValue.Of(new Wire().Read(Json(Written(odd)))), 0));
    }

    private static string[] Told(Func<object?[], object?> function) => [.. assessor.Cases.Select(arguments =>
        $"[\"Returned\",{Written(PlainValue.Of(function(arguments)))},{Written(arguments)},null]")];

    private static string Written(object? value)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory)) new Wire().Write(json, value);
        return Encoding.UTF8.GetString(memory.ToArray());
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement.Clone();
}
