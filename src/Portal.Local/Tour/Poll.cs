using System.Diagnostics;

namespace Portal.Local.Tour;

/// <summary>Waits for something to become true, with a deadline, and says what was still wrong when it passed.</summary>
internal static class Poll
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="deadline">How long at most.</param>
    /// <param name="missing">What is still missing; null when nothing is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task UntilAsync(string what, TimeSpan deadline, Func<Task<string?>> missing, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var left = await missing();
            if (left is null)
            {
                return;
            }

            if (Stopwatch.GetElapsedTime(started) > deadline)
            {
                throw new TourFailure($"{what} did not happen within {deadline.TotalSeconds:0} s: {left}");
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }
}
