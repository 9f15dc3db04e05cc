namespace Descent.Numerics;

/// <summary>Work that falls into parts which may run at the same time.</summary>
public interface IWork
{
    /// <summary>Does one part; parts must not write to the same place.</summary>
    void Execute(int part);
}
