using System.Security.Cryptography;
using System.Text;

namespace Descent.Publishing;

/// <summary>SHA-256, in hexadecimal.</summary>
internal static class SiteHash
{
    /// <summary>The hash of bytes.</summary>
    public static string Of(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The hash of a text.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));
}
