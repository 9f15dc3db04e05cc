using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Descent.Notebooks;

namespace Descent.Publishing;

/// <summary>
/// Leads links and images of a notebook to where they are in the site. Links to published notebooks become links to their pages; images
/// and attachments are carried over; what would be fetched from elsewhere becomes a link; a scheme such as <c>javascript:</c> is dropped.
/// </summary>
public sealed partial class LinkRewriter
{
    private static readonly HashSet<string> schemes = new(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto" };

    /// <summary>Images, by ending; each is one that a browser shows without running anything.</summary>
    private static readonly HashSet<string> images = new(StringComparer.OrdinalIgnoreCase) { ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg" };

    /// <summary>Other files that a link may carry into the site: those that a browser does not run.</summary>
    private static readonly HashSet<string> downloads = new(StringComparer.OrdinalIgnoreCase) { ".csv", ".tsv", ".gz", ".zip", ".txt", ".json", ".cs", ".pdf", ".ipynb" };

    private readonly Rendering page;

    internal LinkRewriter(Rendering page) => this.page = page;

    /// <summary>Rewrites the <c>a</c> and <c>img</c> elements of well-formed HTML, as Markdig and the sanitizer write it.</summary>
    /// <exception cref="PublishingException">An image is not there or lies outside of what is published.</exception>
    public string Rewrite(string html, Cell? cell) => Element().Replace(html, match =>
    {
        bool image = match.Groups[1].Value == "img";
        string attributes = match.Groups[2].Value.TrimEnd(' ', '/');
        Match address = (image ? Source() : Address()).Match(attributes);
        if (!address.Success)
            return match.Value;
        string url = WebUtility.HtmlDecode(address.Groups[1].Value).Trim();
        string others = attributes.Remove(address.Index, address.Length);
        return image ? Image(url, others, cell) : Anchor(url, others, cell);
    });

    /// <summary>Carries an image of an output over.</summary>
    /// <returns>The link to it from this page.</returns>
    public string Carry(byte[] bytes, string ending)
    {
        string path = $"files/{SiteHash.Of(bytes)[..16]}{ending}";
        page.Files.Add(path, bytes);
        return page.LinkTo(path);
    }

    private string Anchor(string url, string others, Cell? cell)
    {
        if (url.StartsWith('#'))
            return $"<a href=\"{Html.Escape(page.Path == page.Notebook.PagePath ? url : page.LinkTo(page.Notebook.PagePath) + url)}\"{others}>";
        if (Scheme().Match(url) is { Success: true } scheme)
            return schemes.Contains(scheme.Groups[1].Value) ? $"<a href=\"{Html.Escape(url)}\" rel=\"noopener\"{others}>" : $"<a{others}>";
        if (url.StartsWith("//", StringComparison.Ordinal))
            return $"<a href=\"https:{Html.Escape(url)}\" rel=\"noopener\"{others}>";
        string[] parts = url.Split('#', 2);
        string fragment = parts.Length > 1 ? "#" + parts[1] : "";
        string? file = Inside(parts[0]);
        if (file is not null && page.Site.Find(file) is { } notebook)
            return $"<a href=\"{Html.Escape(page.LinkTo(notebook.PagePath) + fragment)}\"{others}>";
        // What is not published is named, but leads nowhere.
        string ending = Path.GetExtension(parts[0]);
        if (file is null || !File.Exists(file) || !(downloads.Contains(ending) || images.Contains(ending)))
            return $"<a{others}>";
        return $"<a href=\"{CarryFile(file, cell)}\"{others}>";
    }

    private string Image(string url, string others, Cell? cell)
    {
        if (!others.Contains(" alt=\"", StringComparison.Ordinal))
            others += " alt=\"\"";
        if (url.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase))
            return $"<img src=\"{Html.Escape(url)}\"{others}>";
        if (url.StartsWith("attachment:", StringComparison.OrdinalIgnoreCase))
            return $"<img src=\"{Attachment(Uri.UnescapeDataString(url["attachment:".Length..]), cell)}\"{others}>";
        if (url.StartsWith("//", StringComparison.Ordinal))
            url = "https:" + url;
        if (Scheme().Match(url) is { Success: true } scheme)
        {
            // The site fetches nothing from elsewhere; a reader may.
            string text = AltText().Match(others) is { Success: true, Groups: [_, { Length: > 0 } alt] } ? alt.Value : "image";
            return schemes.Contains(scheme.Groups[1].Value) ? $"<a href=\"{Html.Escape(url)}\" rel=\"noopener\">{text}</a>" : text;
        }
        string shown = url.Split('#', '?')[0];
        string file = Inside(shown) ?? throw page.Error(cell, $"the image \"{shown}\" lies outside of the folder that is published, {page.Site.Folder}");
        if (!File.Exists(file))
            throw page.Error(cell, $"the image \"{shown}\" is not there");
        if (!images.Contains(Path.GetExtension(file)))
            throw page.Error(cell, $"\"{shown}\" is no image that a page can show ({string.Join(", ", images)})");
        return $"<img src=\"{CarryFile(file, cell)}\"{others} loading=\"lazy\">";
    }

    /// <summary>The file that a relative link means, if it lies in the site's folder and no symbolic link leads out of it.</summary>
    private string? Inside(string relative)
    {
        string decoded = Uri.UnescapeDataString(relative);
        if (decoded.Length == 0 || decoded.Contains('\0') || Path.IsPathRooted(decoded))
            return null;
        string file = Path.GetFullPath(Path.Combine(page.Folder, decoded));
        string folder = Path.TrimEndingDirectorySeparator(page.Site.Folder) + Path.DirectorySeparatorChar;
        if (!file.StartsWith(folder, StringComparison.Ordinal))
            return null;
        for (string at = file; at.Length > folder.Length; at = Path.GetDirectoryName(at)!)
            if (new FileInfo(at).LinkTarget is not null)
                return null;
        return file;
    }

    private string CarryFile(string file, Cell? cell)
    {
        byte[] bytes = File.ReadAllBytes(file);
        page.Sources.TryAdd(Path.GetRelativePath(page.Site.Folder, file), SiteHash.Of(bytes));
        string ending = Path.GetExtension(file).ToLowerInvariant();
        return Carry(ending == ".svg" ? SafeSvg(bytes, file, cell) : bytes, ending);
    }

    private byte[] SafeSvg(byte[] bytes, string name, Cell? cell)
    {
        try
        {
            return Encoding.UTF8.GetBytes(page.Typesetter.Svg(Encoding.UTF8.GetString(bytes)));
        }
        catch (TypesettingException e)
        {
            throw page.Error(cell, $"the image \"{name}\" cannot be read: {e.Message}");
        }
    }

    private string Attachment(string name, Cell? cell)
    {
        JsonObject bundle = cell?.Json["attachments"] is JsonObject attachments && attachments[name] is JsonObject found
            ? found
            : throw page.Error(cell, $"the attachment \"{name}\" is not in the notebook");
        foreach (var (mimeType, data) in bundle)
        {
            string? ending = mimeType switch { "image/png" => ".png", "image/jpeg" => ".jpg", "image/gif" => ".gif", "image/webp" => ".webp", "image/svg+xml" => ".svg", _ => null };
            if (ending is null)
                continue;
            string text = MultilineText.Join(data);
            try
            {
                return ending == ".svg" && text.Contains('<')
                    ? Carry(SafeSvg(Encoding.UTF8.GetBytes(text), name, cell), ending)
                    : Carry(ending == ".svg" ? SafeSvg(Convert.FromBase64String(text), name, cell) : Convert.FromBase64String(text), ending);
            }
            catch (FormatException)
            {
                throw page.Error(cell, $"the attachment \"{name}\" is not in base64");
            }
        }
        throw page.Error(cell, $"the attachment \"{name}\" is no image that a page can show");
    }

    [GeneratedRegex(@"<(a|img)\b((?:\s[^<>]*)?)/?>")]
    private static partial Regex Element();

    [GeneratedRegex(@"\shref=""([^""]*)""")]
    private static partial Regex Address();

    [GeneratedRegex(@"\ssrc=""([^""]*)""")]
    private static partial Regex Source();

    [GeneratedRegex(@"\salt=""([^""]*)""")]
    private static partial Regex AltText();

    [GeneratedRegex(@"^\s*([A-Za-z][A-Za-z0-9+.\-]*):")]
    private static partial Regex Scheme();
}
