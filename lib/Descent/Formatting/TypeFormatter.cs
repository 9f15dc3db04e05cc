namespace Descent.Formatting;

/// <summary>Writes values of a type in one MIME type. A kernel calls it by the names of its members.</summary>
public sealed class TypeFormatter<T>(string mimeType, Func<T, string> write)
{
    /// <summary>The form that it writes.</summary>
    public string MimeType => mimeType;

    /// <summary>The type whose values it writes.</summary>
    public Type Type => typeof(T);

    /// <summary>Writes the value; false, and nothing is written, where it is of another type.</summary>
    public bool Format(object value, TextWriter writer)
    {
        if (value is not T typed)
            return false;
        writer.Write(write(typed));
        return true;
    }
}
