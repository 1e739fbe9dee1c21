namespace Portal.Local.Processes;

/// <summary>Runs what does not depend on each other at once; the first failure ends the others and is the one that is told.</summary>
internal static class SideBySide
{
    public static async Task RunAsync(CancellationToken cancellationToken, params IReadOnlyList<Func<CancellationToken, Task>> work)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = work.Select(start => start(together.Token)).ToList();
        var all = Task.WhenAll(running);
        while (running.Count > 0)
        {
            var done = await Task.WhenAny(running);
            running.Remove(done);
            if (!done.IsCompletedSuccessfully)
            {
                await together.CancelAsync();
                await all.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                await done;
            }
        }
    }
}
