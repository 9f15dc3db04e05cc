using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Descent.Kernel.Tests;

/// <summary>The kernel speaks the Jupyter messaging protocol, and no request can end it.</summary>
public sealed class ProtocolTests(KernelUnderTest kernel) : IClassFixture<KernelUnderTest>
{
    private readonly KernelUnderTest kernel = kernel;

    [Fact]
    public void The_messages_of_a_cell_come_in_order()
    {
        var run = kernel.Run("Console.Write(1); display(2); 3");
        Assert.Equal(["status", "execute_input", "stream", "display_data", "execute_result", "execute_reply", "status"], run.Types);
        Assert.Equal("busy", run.Messages[0]["content"]!["execution_state"]!.ToString());
        var count = (int)run.Message("execute_reply")["content"]!["execution_count"]!;
        Assert.Equal(count, (int)run.Message("execute_input")["content"]!["execution_count"]!);
        Assert.Equal(count, (int)run.Message("execute_result")["content"]!["execution_count"]!);
        Assert.Equal(count + 1, (int)kernel.Run("1").Message("execute_reply")["content"]!["execution_count"]!);
        Assert.All(run.Messages, message => Assert.Equal("5.4", message["header"]!["version"]!.ToString()));
    }

    [Fact]
    public void A_new_kernel_says_that_it_is_starting_and_then_idle()
    {
        using var fresh = new KernelUnderTest();
        Assert.Equal("starting", fresh.Next()!["content"]!["execution_state"]!.ToString());
        Assert.Equal("idle", fresh.Next()!["content"]!["execution_state"]!.ToString());
    }

    [Fact]
    public void A_silent_cell_shows_no_value_and_is_not_counted()
    {
        var before = (int)kernel.Run("1").Message("execute_reply")["content"]!["execution_count"]!;
        var silent = kernel.Finish(kernel.SendCell("var quiet = 6; quiet", silent: true));
        Assert.Equal(["status", "execute_reply", "status"], silent.Types);
        kernel.Finish(kernel.SendCell("1", storeHistory: false));
        var after = kernel.Run("quiet.ToString()");
        Assert.Equal("6", after.Result());
        Assert.Equal(before + 1, (int)after.Message("execute_reply")["content"]!["execution_count"]!);
    }

    [Fact]
    public void After_an_error_the_cells_that_wait_are_aborted_unless_asked_otherwise()
    {
        var first = kernel.SendCell("System.Threading.Thread.Sleep(500); throw new Exception();");
        var second = kernel.SendCell("1");
        Assert.Equal("error", kernel.Finish(first).Status);
        Assert.Equal("aborted", kernel.Finish(second).Status);

        first = kernel.SendCell("System.Threading.Thread.Sleep(500); throw new Exception();", stopOnError: false);
        second = kernel.SendCell("1");
        Assert.Equal("error", kernel.Finish(first).Status);
        Assert.Equal("ok", kernel.Finish(second).Status);
    }

    [Fact]
    public void A_cell_that_is_asked_for_once_an_error_is_known_is_run()
    {
        for (var time = 0; time < 30; time++)
        {
            var failing = kernel.SendCell("throw new Exception();");
            kernel.Until(failing, time % 2 == 0 ? "error" : "execute_reply");
            var next = kernel.SendCell("1");
            kernel.Finish(failing);
            Assert.Equal("ok", kernel.Finish(next).Status);
        }
    }

    [Fact]
    public void A_kernel_says_what_it_is()
    {
        var info = kernel.Ask("kernel_info_request", []);
        Assert.Equal("ok", info["status"]!.ToString());
        Assert.Equal("csharp", info["language_info"]!["name"]!.ToString());
        Assert.Equal(".cs", info["language_info"]!["file_extension"]!.ToString());
        Assert.Equal("text/x-csharp", info["language_info"]!["mimetype"]!.ToString());
        Assert.Equal("csharp", info["language_info"]!["pygments_lexer"]!.ToString());
    }

    [Theory]
    [InlineData("var x = 1;", "complete")]
    [InlineData("1 + 1", "complete")]
    [InlineData("if (true) {", "incomplete")]
    [InlineData("class A", "incomplete")]
    [InlineData("#!time\nF(", "incomplete")]
    [InlineData("var = = 3;", "invalid")]
    public void Code_is_complete_or_not(string code, string status) =>
        Assert.Equal(status, kernel.Ask("is_complete_request", new JsonObject { ["code"] = code })["status"]!.ToString());

    [Fact]
    public void A_cell_asks_for_input()
    {
        var id = kernel.SendCell("await Microsoft.DotNet.Interactive.Kernel.GetInputAsync(\"Name?\")", allowInput: true);
        var question = kernel.Until(id, "input_request").Message("input_request");
        Assert.Equal("stdin", question["channel"]!.ToString());
        Assert.Equal("Name?", question["content"]!["prompt"]!.ToString());
        kernel.Send("input_reply", new JsonObject { ["value"] = "Ada" }, "stdin");
        Assert.Equal("Ada", kernel.Finish(id).Result());
        Assert.Contains("nobody is there to answer", kernel.Run("await GetInputAsync(\"Name?\")").ErrorText);
    }

    [Fact]
    public void A_question_is_answered_while_a_cell_runs()
    {
        var id = kernel.SendCell("Console.Write(1); while (true) { }");
        kernel.Until(id, "stream");
        Assert.Equal("ok", kernel.Ask("kernel_info_request", [])["status"]!.ToString());
        kernel.Interrupt();
        Assert.Equal("error", kernel.Finish(id).Status);
    }

    [Fact]
    public void Shutting_down_is_answered_and_ends_the_process()
    {
        using var short_lived = new KernelUnderTest();
        var id = short_lived.Send("shutdown_request", new JsonObject { ["restart"] = true }, "control");
        var reply = short_lived.Until(id, "shutdown_reply").Message("shutdown_reply")["content"]!;
        Assert.True((bool)reply["restart"]!);
        Assert.Equal(0, short_lived.ExitCode);
    }

    [Fact]
    public void What_is_no_message_or_an_unknown_one_never_ends_the_kernel()
    {
        string[] lines =
        [
            "", "garbage", "{", "[]", "null", "1", "{}", "{\"header\":1}", "{\"header\":{}}", "{\"header\":{\"msg_type\":3}}",
            "{\"channel\":5,\"header\":{\"msg_type\":\"execute_request\",\"msg_id\":7},\"content\":[]}",
            "{\"header\":{\"msg_type\":\"comm_open\"},\"content\":{}}", new string('[', 100_000), "\0\u0001", "{\"header\":{\"msg_type\":\"execute_request\"}}",
        ];
        foreach (var line in lines)
            kernel.SendLine(line);
        Assert.Equal("error", kernel.Ask("unknown_request", [])["status"]!.ToString());
        Assert.Equal("ok", kernel.Run("1").Status);
    }

    [Fact]
    public void Random_lines_never_end_the_kernel() =>
        Prop.ForAll<string[]>(lines =>
        {
            foreach (var line in lines)
                kernel.SendLine((line ?? "").ReplaceLineEndings(""));
            return kernel.Run("1").Status == "ok";
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20).WithReplay(3, 3));
}
