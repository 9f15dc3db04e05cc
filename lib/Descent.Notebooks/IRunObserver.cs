namespace Descent.Notebooks;

/// <summary>Is told how a run goes on; from several threads at once when notebooks run in parallel.</summary>
public interface IRunObserver
{
    /// <summary>A notebook begins.</summary>
    void NotebookStarted(string path, int cells);

    /// <summary>A code cell begins; <paramref name="position"/> counts code cells from 1.</summary>
    void CellStarted(string path, Cell cell, int position);

    /// <summary>A notebook is through, in whatever way.</summary>
    void NotebookFinished(NotebookRun run);
}
