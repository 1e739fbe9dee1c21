namespace Portal.Local.Processes;

/// <summary>How long to wait before a crashed child starts again: 0.2 s doubling to 5 s, from the start after 30 s of health.</summary>
internal sealed class BackOff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(30);

    /// <summary>Crashes in a row without having been healthy in between.</summary>
    public int Fruitless { get; private set; }

    private int _crashes;

    public TimeSpan Next(TimeSpan? healthyFor)
    {
        Fruitless = healthyFor is null ? Fruitless + 1 : 0;
        _crashes = healthyFor >= Settled ? 1 : _crashes + 1;
        var wait = First * Math.Pow(2, Math.Min(_crashes - 1, 10));
        return wait < Longest ? wait : Longest;
    }
}
