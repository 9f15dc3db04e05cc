namespace Descent.Kernel.Assistance;

/// <summary>Something that the word at the cursor can be completed to.</summary>
/// <param name="Kind">What it is, in lower case: method, property, class, namespace, keyword, directive, path, …</param>
/// <param name="Signature">How it is declared, where that helps; empty otherwise.</param>
internal sealed record Match(string Text, string Kind, string Signature = "");
