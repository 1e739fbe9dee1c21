using System.Diagnostics;

namespace Portal.Testing;

/// <summary>Waits for something that another thread or process brings about.</summary>
internal static class Eventually
{
    public static async Task HoldsAsync(Func<Task<bool>> holds, TimeSpan within, string otherwise)
    {
        var clock = Stopwatch.StartNew();
        while (!await holds())
        {
            clock.Elapsed.ShouldBeLessThan(within, otherwise);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }
}
