using Xunit;

namespace Descent.Publishing.Tests;

public sealed class AnsiTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a < b", "a &lt; b")]
    [InlineData("\u001b[31mred\u001b[0m rest", "<span class=\"ansi-1\">red</span> rest")]
    [InlineData("\u001b[1;92mok\u001b[m", "<span class=\"ansi-10 ansi-bold\">ok</span>")]
    [InlineData("\u001b[44;97mx", "<span class=\"ansi-15 ansi-bg-4\">x</span>")]
    [InlineData("\u001b[38;5;196mx", "<span style=\"color:#ff0000\">x</span>")]
    [InlineData("\u001b[38;5;9mx", "<span class=\"ansi-9\">x</span>")]
    [InlineData("\u001b[48;2;1;2;255mx", "<span style=\"background-color:#0102ff\">x</span>")]
    [InlineData("\u001b[31mred\u001b[39m none", "<span class=\"ansi-1\">red</span> none")]
    [InlineData("10 %\r50 %\r100 %\n", "100 %\n")]
    [InlineData("line\r\nnext", "line\nnext")]
    [InlineData("\u001b[2J\u001b]0;title\u0007here", "here")]
    [InlineData("\u001b[38;5mx", "x")]
    [InlineData("\u001b[31", "")]
    [InlineData("end\u001b", "end")]
    public void Colours_become_spans_and_the_rest_vanishes(string text, string html) => Assert.Equal(html, AnsiText.ToHtml(text));
}
