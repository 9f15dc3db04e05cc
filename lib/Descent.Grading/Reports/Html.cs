using System.Globalization;
using System.Net;

namespace Descent.Grading.Reports;

/// <summary>What the pages have in common: self-contained, without scripts, light or dark as the reader's system is.</summary>
internal static class Html
{
    /// <summary>The end of a page.</summary>
    public const string End = "</body>\n</html>\n";

    // Nothing is loaded and nothing runs, even if some text should ever get past the encoding.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private const string Style = """
        :root { color-scheme: light dark; --back: #fff; --text: #1d2330; --soft: #5a6270; --line: #d5d9e0; --card: #f6f7f9;
          --good: #1a7f48; --bad: #bf2f2a; --none: #6b7280; --bar: #3b6fb5; }
        @media (prefers-color-scheme: dark) { :root { --back: #14171d; --text: #e4e7ec; --soft: #a0a8b5; --line: #363c48; --card: #1d212a;
          --good: #4cc586; --bad: #f2827c; --none: #9aa2af; --bar: #7ba7e0; } }
        @media print { :root { --back: #fff; --text: #000; --soft: #333; --card: #fff; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 4rem; background: var(--back); color: var(--text);
          font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
        h1 { font-size: 1.7rem; margin: 0 0 .3rem; } h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; } h3 { font-size: 1rem; margin: 0; }
        p { margin: .4rem 0; } .soft { color: var(--soft); font-weight: 400; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .card { border: 1px solid var(--line); border-left: .3rem solid var(--none); border-radius: .35rem; background: var(--card);
          padding: .7rem 1rem; margin: .7rem 0; break-inside: avoid; }
        .right { border-left-color: var(--good); } .wrong { border-left-color: var(--bad); }
        .right .mark { color: var(--good); } .wrong .mark { color: var(--bad); } .none .mark { color: var(--none); }
        .head { display: flex; gap: .6rem; align-items: baseline; justify-content: space-between; }
        .text { white-space: pre-line; unicode-bidi: isolate; } .comment { border-top: 1px solid var(--line); margin-top: .6rem; padding-top: .5rem; }
        .meter { height: .6rem; border-radius: .3rem; background: var(--line); overflow: hidden; margin: .6rem 0 1rem; }
        .meter span { display: block; height: 100%; background: var(--bar); }
        .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .95rem; overflow-wrap: break-word; }
        th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line); }
        th { color: var(--soft); font-weight: 600; } th.number { text-align: right; } .words { min-width: 16rem; }
        td.bar { width: 45%; } td.bar span { display: inline-block; height: .8rem; background: var(--bar); border-radius: .15rem; vertical-align: middle; }
        a { color: inherit; } code { font: .92em ui-monospace, monospace; }
        """;

    /// <summary>The beginning of a page, up to its body.</summary>
    public static string Start(string title) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="{Policy}">
        <title>{Text(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>

        """;

    /// <summary>Text that may hold anything, as HTML; control characters, which a page must not have, are replaced.</summary>
    public static string Text(string text) =>
        WebUtility.HtmlEncode(string.Concat(text.Select(c => char.IsControl(c) && c is not ('\n' or '\t') ? '\uFFFD' : c)));

    /// <summary>Points as they are written: <c>12</c>, <c>12.5</c>.</summary>
    public static string Points(double points) => Math.Round(points, 2).ToString(CultureInfo.InvariantCulture);

    /// <summary>A share of a whole, for the width of a bar.</summary>
    public static string Percent(double part, double whole) =>
        (whole > 0 ? Math.Clamp(100 * part / whole, 0, 100) : 0).ToString("0.#", CultureInfo.InvariantCulture) + "%";
}
