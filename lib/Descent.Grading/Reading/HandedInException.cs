namespace Descent.Grading.Reading;

/// <summary>What was handed in cannot be read at all; the message says why, as the end of a sentence about the file.</summary>
internal sealed class HandedInException(string problem) : Exception(problem);
