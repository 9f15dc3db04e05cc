namespace Descent.Formatting;

/// <summary>Writes values of a type in one MIME type. A kernel calls it by the names of its members.</summary>
public sealed class TypeFormatter<T>(string mimeType, Func<T, string> write)
{
    public string MimeType => mimeType;

    public Type Type => typeof(T);

    public bool Format(object value, TextWriter writer)
    {
        if (value is not T typed)
            return false;
        writer.Write(write(typed));
        return true;
    }
}
