namespace Descent.Formatting;

/// <summary>
/// Says which class makes the formatters of a type and which MIME types are shown. Notebook kernels know this
/// attribute by its name. Every MIME type in the list must have a formatter.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[] PreferredMimeTypes { get; set; } = [];
}
