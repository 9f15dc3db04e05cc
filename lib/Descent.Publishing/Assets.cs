namespace Descent.Publishing;

/// <summary>What the site takes from npm, each library with its licence.</summary>
public sealed class Assets(NodePackages packages)
{
    /// <summary>From which package, which file or folder, to where in the site's assets.</summary>
    private static readonly (string Package, string From, string To)[] files =
    [
        ("katex", "dist/katex.min.css", "katex/katex.min.css"),
        ("katex", "dist/fonts", "katex/fonts"),
        ("katex", "LICENSE", "katex/LICENSE"),
        ("plotly.js-cartesian-dist-min", "plotly-cartesian.min.js", "plotly/plotly.min.js"),
        ("plotly.js-cartesian-dist-min", "LICENSE", "plotly/LICENSE"),
        ("minisearch", "dist/umd/index.js", "minisearch/minisearch.js"),
        ("minisearch", "LICENSE.txt", "minisearch/LICENSE"),
        ("reveal.js", "dist/reveal.js", "reveal/reveal.js"),
        ("reveal.js", "dist/reveal.css", "reveal/reveal.css"),
        ("reveal.js", "dist/plugin/notes.js", "reveal/notes.js"),
        ("reveal.js", "LICENSE", "reveal/LICENSE"),
        ("@fontsource/source-sans-3", "files/source-sans-3-latin-400-normal.woff2", "fonts/source-sans-3.woff2"),
        ("@fontsource/source-sans-3", "files/source-sans-3-latin-400-italic.woff2", "fonts/source-sans-3-italic.woff2"),
        ("@fontsource/source-sans-3", "files/source-sans-3-latin-600-normal.woff2", "fonts/source-sans-3-bold.woff2"),
        ("@fontsource/source-sans-3", "files/source-sans-3-greek-400-normal.woff2", "fonts/source-sans-3-greek.woff2"),
        ("@fontsource/source-sans-3", "files/source-sans-3-greek-600-normal.woff2", "fonts/source-sans-3-greek-bold.woff2"),
        ("@fontsource/source-sans-3", "LICENSE", "fonts/source-sans-3-LICENSE"),
        ("@fontsource/ubuntu-mono", "files/ubuntu-mono-latin-400-normal.woff2", "fonts/ubuntu-mono.woff2"),
        ("@fontsource/ubuntu-mono", "files/ubuntu-mono-latin-ext-400-normal.woff2", "fonts/ubuntu-mono-ext.woff2"),
        ("@fontsource/ubuntu-mono", "files/ubuntu-mono-greek-400-normal.woff2", "fonts/ubuntu-mono-greek.woff2"),
        ("@fontsource/ubuntu-mono", "LICENSE", "fonts/ubuntu-mono-LICENSE"),
    ];

    /// <summary>Adds the files to the site, in its folder assets.</summary>
    /// <exception cref="PublishingException">npm is not installed, or failed.</exception>
    public void AddTo(SiteFiles site)
    {
        foreach (var (package, from, to) in files)
        {
            string source = packages.PathOf(package, from);
            if (Directory.Exists(source))
                // Every browser that can show the site reads woff2; the older forms stay behind.
                foreach (string file in Directory.EnumerateFiles(source, "*.woff2"))
                    site.Add($"assets/{to}/{Path.GetFileName(file)}", File.ReadAllBytes(file));
            else
                site.Add($"assets/{to}", File.ReadAllBytes(source));
        }
    }
}
