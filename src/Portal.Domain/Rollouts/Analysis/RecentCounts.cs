namespace Portal.Domain.Rollouts.Analysis;

/// <summary>Both versions' requests and failures over the last blocks; the open one is the latest.</summary>
internal sealed class RecentCounts
{
    public const int MostBlocks = 60;

    private readonly ArmSample[] _canary = new ArmSample[MostBlocks];
    private readonly ArmSample[] _stable = new ArmSample[MostBlocks];
    private int _open;

    public void Add(ArmSample canary, ArmSample stable)
    {
        _canary[_open] = _canary[_open].Plus(canary);
        _stable[_open] = _stable[_open].Plus(stable);
    }

    public void Settle()
    {
        _open = (_open + 1) % MostBlocks;
        _canary[_open] = default;
        _stable[_open] = default;
    }

    /// <param name="blocks">How many, the open one included.</param>
    public (ArmSample Canary, ArmSample Stable) Last(int blocks)
    {
        var (canary, stable) = (default(ArmSample), default(ArmSample));
        for (var i = 0; i < blocks; i++)
        {
            var at = (_open - i + MostBlocks) % MostBlocks;
            canary = canary.Plus(_canary[at]);
            stable = stable.Plus(_stable[at]);
        }

        return (canary, stable);
    }
}
