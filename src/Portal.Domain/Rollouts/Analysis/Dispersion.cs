namespace Portal.Domain.Rollouts.Analysis;

/// <summary>
/// How much the stable version's failures bunch, seen over one block and over four, whichever is more. Read off the stable version
/// alone: what the canary does can not make the analysis doubt what it sees of the canary. A heuristic, not a theorem.
/// </summary>
internal sealed class Dispersion
{
    private const int BlocksInLong = 4;

    private readonly SuccessiveDifferences _short = new(memory: 0.99, prior: 12);
    private readonly SuccessiveDifferences _long = new(memory: 0.97, prior: 24);
    private int _blocks;
    private long _requests;
    private long _bad;

    /// <summary>1 or more; evidence is taken to the power of one over this.</summary>
    public double Factor { get; private set; } = 1;

    /// <summary>Takes in one block of the stable version's requests.</summary>
    public void Observe(long requests, long bad)
    {
        _short.Observe(requests, bad);
        _requests += requests;
        _bad += bad;
        if (++_blocks == BlocksInLong)
        {
            _long.Observe(_requests, _bad);
            (_blocks, _requests, _bad) = (0, 0, 0);
        }

        Factor = Math.Max(_short.Factor, _long.Factor);
    }
}
