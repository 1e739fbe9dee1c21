namespace Portal.Operators.Tests.Running;

/// <summary>Waits for something to become so, and says what did not.</summary>
internal static class Deadline
{
    public static async Task<T> UntilAsync<T>(Func<Task<T?>> look, string what, int seconds = 30)
        where T : class
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            if (TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromSeconds(seconds))
            {
                throw new TimeoutException($"Not within {seconds} s: {what}");
            }

            await Task.Delay(25);
        }
    }

    public static Task UntilAsync(Func<bool> look, string what, int seconds = 30) => UntilAsync(() => Task.FromResult(look() ? "" : null), what, seconds);
}
