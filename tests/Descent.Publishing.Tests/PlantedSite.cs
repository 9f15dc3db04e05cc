using System.Text.Json.Nodes;
using Descent.Cli.Tests;
using Xunit;

namespace Descent.Publishing.Tests;

/// <summary>A published site of one page and one deck, spoilt afterwards by one fault of every kind that tests/browser/site.mjs looks for.</summary>
internal sealed class PlantedSite : IDisposable
{
    private const string Page = "01-planted.html", Deck = "slides/01-planted.html";

    private readonly Notebooks notebooks = new();

    /// <summary>What has to be said about the site: a pattern for each fault, and some for what follows from one.</summary>
    public static string[] Faults { get; } =
    [
        $"^{Page}: the console says: a word",
        $"^{Page}: a script fails: .*a mistake",
        $"^{Page}: a request leaves the machine: https://descent.invalid/picture.png",
        $"^{Page}: (cannot be loaded|a picture cannot be shown): https://descent.invalid/picture.png",
        $"^{Page}: the console says: Failed to load resource",
        $"^{Page}: a link leads nowhere: nowhere.html",
        $"^{Page}: an anchor is not there: index.html#nowhere",
        $"^{Page}: an anchor is not there: #nowhere",
        $"^{Page}: cannot be loaded: .*missing.png",
        $"^{Page}: a picture cannot be shown: .*missing.png",
        $"^{Page}: two parts are called twin",
        $"^{Page}: 1 figures have no description",
        $"^{Page}: axe, light: svg-img-alt",
        $"^{Page}: axe, light: image-alt at 1 places, such as <img src=\"assets/icon.svg\"",
        $"^{Page}: axe, light: color-contrast at 1 places, such as <p id=\"pale\"",
        $"^{Page}: axe, dark: color-contrast at [0-9]+ places, such as <p id=\"dark\"",
        $"^{Page}: on a phone it is [0-9]+ pixels too wide",
        $"^{Page}: on a phone a formula is cut: long",
        $"^{Page}: dark: one can hardly read a figure's shade",
        $"^{Page}: with what it loads it has [0-9]{{6}} bytes",
        $"^{Page}: without scripts it shows hardly any text",
        $"^{Page}: Tab does not reach 1 of [0-9]+ links and buttons, such as <button tabindex=\"-1\"",
        $"^{Page}: at 1 places one does not see what has the focus, such as <button style=\"outline",
        // The search leads from there to the page; and the home of a single page says little.
        "^index.html: (a request leaves|the console says|cannot be loaded|a script fails|without scripts)",
        @$"^{Deck}(\?print-pdf)?: the console says: a word",
        $"^{Deck}: slide 1: too high by 3 pixels",
        $"^{Deck}: slide 2: too wide by 3 pixels",
        $"^{Deck}: slide 3: text of 19.0 pixels: small",
        $"^{Deck}: slide 3: text of 19.5 pixels: drawn",
        $"^{Deck}: slide 3: cut off by [0-9]+ pixels: hidden",
        $"^{Deck}: slide 3: cut off by [0-9]+ pixels: outside",
        $"^{Deck}: slide 3: a formula of 15.0 pixels",
        $"^{Deck}: slide 3: too wide by [0-9]+ pixels",
        $"^{Deck}: slide 3: a formula is too wide by [0-9]+ pixels",
        $"^{Deck}: 1 figures have no description",
        @$"^{Deck}\?print-pdf: axe, light: svg-img-alt",
        // A slide that is too full can be scrolled.
        @$"^{Deck}\?print-pdf: axe, light: scrollable-region-focusable",
        $"^{Deck}: PageDown does not lead on",
        $"^{Deck}: PageUp does not lead back",
        $"^{Deck}: d shows nothing",
        @$"^{Deck}\?print-pdf: 3 slides are printed on 2 sheets",
    ];

    /// <summary>Where the site is.</summary>
    public string Folder => notebooks.Output;

    /// <summary>Publishes a notebook by the command and spoils what it made.</summary>
    public static async Task<PlantedSite> MakeAsync()
    {
        var site = new PlantedSite();
        var cells = new[] { "# 01 · Planted\n\nThe gradient of a sentence that is long enough: on the home page and here it is the text that has to be read before any script has run, and two hundred letters are what one may expect of that, at least of a page that is sound.", "## Second\n\nwords", "## Third\n\nwords" };
        site.notebooks.Write("01-planted.ipynb", [.. cells.Select(site.OnSlide)]);
        var (exitCode, _, error) = await DescentCommand.RunAsync(site.notebooks.Source, "publish", site.notebooks.Source, "--out", site.Folder);
        Assert.True(exitCode == 0, error);
        site.SpoilPage();
        site.SpoilDeck();
        return site;
    }

    public void Dispose() => notebooks.Dispose();

    private Descent.Notebooks.Cell OnSlide(string source)
    {
        var cell = notebooks.Text(source);
        cell.Metadata["slideshow"] = new JsonObject { ["slide_type"] = "slide" };
        return cell;
    }

    private void SpoilPage()
    {
        var noise = new byte[330_000];
        new Random(1).NextBytes(noise);
        // Without scripts the page is empty; what a script writes stands in the place of the text.
        Change(Page, html => WithoutPolicy(html)
            .Replace("<main", "<template id=\"text\"><main").Replace("</main>", "</main></template><main id=\"stand-in\"></main>"), "stand-in");
        Change(Page, html => html.Replace("</body>", $$"""
            <script>
            const standIn = document.getElementById('stand-in'), text = document.getElementById('text').content.firstElementChild;
            standIn.replaceWith(text);
            text.insertAdjacentHTML('beforeend', `<p id="pale" style="color: light-dark(#aaaaaa, #ffffff)">pale</p><p id="dark" style="color: light-dark(#000000, #444444)">dark</p>
              <img src="https://descent.invalid/picture.png" alt="far"><img src="missing.png" alt="missing"><img src="assets/icon.svg">
              <a href="nowhere.html">nowhere</a> <a href="index.html#nowhere">nowhere</a> <a href="#nowhere">nowhere</a>
              <i id="twin"></i><i id="twin"></i><figure><svg role="img" width="9" height="9"></svg></figure><div style="width: 700px; height: 9px"></div>
              <span class="formula" style="display: block; width: 90px"><i style="display: inline-block; width: 200px">long</i></span>
              <figure><svg role="img" aria-label="a chart" width="99" height="20" fill="#1f2328"><rect width="99" height="20" fill="#ffffff"/><text y="15" fill="#222222">shade</text></svg></figure>
              <button tabindex="-1">beyond Tab</button><button style="outline: none !important; box-shadow: none !important">unseen</button>`);
            console.log('a word');
            setTimeout(() => { throw new Error('a mistake'); });
            </script><!--{{Convert.ToBase64String(noise)}}{{Convert.ToBase64String(noise)[..120_000]}}-->
            </body>
            """), "a mistake");
    }

    private void SpoilDeck()
    {
        string[] spoilt =
        [
            """<i style="position: absolute; top: 722px; height: 1px; width: 1px"></i>""",
            """<i style="position: absolute; left: 1282px; height: 1px; width: 1px"></i>""",
            """
            <p style="font-size: 19px">small</p><figure><svg role="img" width="40" height="40"><text y="30" font-size="19.5">drawn</text></svg></figure>
            <p style="height: 5px; overflow: hidden">hidden</p><p style="position: absolute; left: -30px; top: 300px">outside</p>
            <span class="katex katex-html" style="font-size: 15px"><span class="katex-base" style="position: absolute; left: 1200px; width: 100px">x</span></span>
            """,
        ];
        int slide = 0;
        Change(Deck, html => string.Join("<div class=\"slide\">", WithoutPolicy(html).Split("<div class=\"slide\">").Select(part => slide++ == 0 ? part : spoilt[slide - 2] + part)), "hidden");
        // One slide does not get onto paper.
        Change(Deck, html => html.Replace("</body>", """
            <script>
            console.log('a word');
            Reveal.configure({ keyboard: { 34: null, 33: null, 68: null } });
            if (location.search) Reveal.on('pdf-ready', () => document.querySelector('.pdf-page').remove());
            </script></body>
            """), "pdf-ready");
    }

    private static string WithoutPolicy(string html) => System.Text.RegularExpressions.Regex.Replace(html, "<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "");

    private void Change(string path, Func<string, string> change, string mark)
    {
        string file = Path.Combine(Folder, path), changed = change(File.ReadAllText(file));
        Assert.Contains(mark, changed);
        File.WriteAllText(file, changed);
    }
}
