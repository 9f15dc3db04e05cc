using System.Net;

namespace Descent.Exercises.Checking;

/// <summary>Shows a verdict in a notebook: a card which inherits the page's colours, and plain text.</summary>
internal sealed class VerdictFormatters
{
    public IEnumerable<object> CreateTypeFormatters() => [new Html(), new Plain()];

    private sealed class Html
    {
        public string MimeType => "text/html";

        public bool Format(object value, TextWriter writer)
        {
            if (value is not Verdict verdict)
            {
                return false;
            }

            // The bar alone is coloured: readable on any background, and the sign says the same without colour.
            var (colour, sign) = verdict.Stage switch
            {
                Stage.Right => ("#2e9e5b", "✓"),
                Stage.NotWritten => ("#8a8f98", "…"),
                _ => ("#d9534f", "✗"),
            };
            writer.Write($"<div style=\"border-left:4px solid {colour};padding:0.2em 0.9em;margin:0.3em 0;text-align:left\">");
            writer.Write($"<div><span style=\"color:{colour};font-weight:bold\">{sign}</span> <b>{Encode(verdict.Headline)}</b></div>");
            writer.Write($"<div style=\"white-space:pre-line\">{Encode(verdict.Message)}</div>");
            if (verdict.Example is { } example)
            {
                writer.Write($"<pre style=\"margin:0.5em 0;background:none;color:inherit\">{Encode(example)}</pre>");
            }

            if (verdict.Help is not null)
            {
                writer.Write($"<div style=\"opacity:0.75\">{Encode(verdict.Help)}</div>");
            }

            writer.Write("</div>");
            return true;
        }

        private static string Encode(string text) => WebUtility.HtmlEncode(text);
    }

    private sealed class Plain
    {
        public string MimeType => "text/plain";

        public bool Format(object value, TextWriter writer)
        {
            writer.Write(value);
            return true;
        }
    }
}
