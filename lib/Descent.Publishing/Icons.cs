namespace Descent.Publishing;

/// <summary>The pages' few icons.</summary>
internal static class Icons
{
    public static string Menu { get; } = Draw("M4 6h16M4 12h16M4 18h16");

    public static string Search { get; } = Draw("M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M15.5 15.5L21 21");

    public static string Theme { get; } = Draw("M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 3v18M12 7.5h6.4M12 12h8.6M12 16.5h6.4");

    public static string Slides { get; } = Draw("M3 4h18M4.5 4v11h15V4M12 15v3M8 21l4-3l4 3");

    public static string Exercise { get; } = Draw("M4 20l1-4L16 5l3 3L8 19zM14 7l3 3");

    public static string Lecture { get; } = Draw("M12 6c-2-1.5-5-2-8-2v14c3 0 6 .5 8 2c2-1.5 5-2 8-2V4c-3 0-6 .5-8 2zM12 6v14");

    public static string Download { get; } = Draw("M12 4v11M7.5 11l4.5 4.5l4.5-4.5M5 20h14");

    public static string Code { get; } = Draw("M8 7l-5 5l5 5M16 7l5 5l-5 5");

    public static string Back { get; } = Draw("M19 12H5M11 6l-6 6l6 6");

    public static string Forward { get; } = Draw("M5 12h14M13 6l6 6l-6 6");

    private static string Draw(string path) =>
        $"<svg class=\"glyph\" viewBox=\"0 0 24 24\" width=\"20\" height=\"20\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>";
}
