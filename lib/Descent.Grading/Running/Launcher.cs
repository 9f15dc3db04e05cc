using System.Collections.Concurrent;

namespace Descent.Grading.Running;

/// <summary>
/// Starts processes on one thread that lasts as long as this program: a sandbox ends with the thread that started it, and
/// those of the thread pool come and go.
/// </summary>
internal static class Launcher
{
    private static readonly BlockingCollection<Action> starts = [];

    static Launcher() => new Thread(() =>
    {
        foreach (Action start in starts.GetConsumingEnumerable()) start();
    })
    { IsBackground = true, Name = "launcher" }.Start();

    /// <summary>Starts something on that thread.</summary>
    public static Task<T> Start<T>(Func<T> start)
    {
        var started = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        starts.Add(() =>
        {
            try
            {
                started.SetResult(start());
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        return started.Task;
    }
}
