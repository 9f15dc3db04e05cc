namespace Descent.Kernel.Scripting;

internal enum CellPartKind
{
    Code,
    Html,
    Markdown,
    Import,
    Time,
    Unknown,
}
