namespace Portal.Domain.Rollouts.Analysis;

/// <summary>
/// Money in a fair game. Every bet names a size of harm; what it gains is how much likelier the harm makes what was seen. If there is no
/// harm nobody gets rich: the money exceeds 1/alpha at any time with probability at most alpha (Ville 1939). Three rules take money
/// away and never add any, so they cannot make a good version look bad: failures that bunch are tempered, one block of time
/// gains at most <see cref="Ceiling"/>, and when bunching shows itself late, what was won before is tempered too.
/// </summary>
internal sealed class BettingBook
{
    /// <summary>The most that one block may multiply a bet by, as a logarithm: a single burst never decides.</summary>
    private const double Ceiling = 4;

    /// <summary>How much of the money is bet on harm from the first request on; the rest is kept for harm that begins later.</summary>
    private const double FirstStake = 0.65;

    /// <summary>In seconds: how slowly the money that was kept is spent; half of it is left after this time.</summary>
    private const double Patience = 900;

    /// <summary>Blocks count at most one each towards <see cref="IsConfirmed"/>, so that it takes three.</summary>
    private const double ConfirmedAt = 2.05;

    /// <summary>Bunching has to grow by this factor before what was won already is tempered again.</summary>
    private const double NoticeableGrowth = 2.5;

    private const double MostMoney = 1e280;

    private readonly double[] _shares;
    private readonly double[] _money;
    private readonly double[] _gains;
    private readonly double[] _runs;
    private double _reserve = 1;
    private double _seconds;
    private double _temper = 1;
    private double _tempered = 1;

    /// <param name="shares">How the stakes are spread over the bets; they add up to 1.</param>
    public BettingBook(double[] shares)
    {
        _shares = shares;
        _money = new double[shares.Length];
        _gains = new double[shares.Length];
        _runs = new double[shares.Length];
        Stake(FirstStake);
    }

    /// <summary>All the money there is; 1 at the start.</summary>
    public double Value
    {
        get
        {
            var total = _reserve;
            for (var k = 0; k < _money.Length; k++)
            {
                total += _money[k] * Math.Exp(Math.Min(_gains[k] / _temper, Ceiling));
            }

            return total;
        }
    }

    /// <summary>At least three blocks of time speak for one and the same size of harm.</summary>
    public bool IsConfirmed
    {
        get
        {
            var longest = 0.0;
            for (var k = 0; k < _runs.Length; k++)
            {
                longest = Math.Max(longest, _runs[k] + Math.Min(_gains[k] / _temper, 1));
            }

            return longest >= ConfirmedAt;
        }
    }

    /// <summary>What bet <paramref name="k"/> gains in the open block, as a logarithm.</summary>
    public void Gain(int k, double logarithm) => _gains[k] += logarithm;

    /// <summary>Bets a part of what was kept on harm that begins now.</summary>
    public void Stake(double part)
    {
        var stake = _reserve * part;
        _reserve -= stake;
        for (var k = 0; k < _money.Length; k++)
        {
            _money[k] += stake * _shares[k];
        }
    }

    /// <summary>Closes the block that is open.</summary>
    /// <param name="seconds">How long it was.</param>
    /// <param name="temper">How much failures bunch as far as is known now; it counts from the next block on.</param>
    public void Settle(double seconds, double temper)
    {
        for (var k = 0; k < _money.Length; k++)
        {
            var gain = _gains[k] / _temper;
            _money[k] = Math.Min(_money[k] * Math.Exp(Math.Min(gain, Ceiling)), MostMoney);
            _runs[k] = Math.Max(0, _runs[k] + Math.Min(gain, 1));
            _gains[k] = 0;
        }

        _seconds += seconds;
        Stake(seconds / (Patience + _seconds));
        _temper = temper;
        _tempered = Math.Min(_tempered, temper);
        if (temper > _tempered * NoticeableGrowth)
        {
            TakeBack(_tempered / temper);
            _tempered = temper;
        }
    }

    private void TakeBack(double power)
    {
        for (var k = 0; k < _money.Length; k++)
        {
            var staked = (1 - _reserve) * _shares[k];
            if (_money[k] > staked)
            {
                _money[k] = staked * Math.Pow(_money[k] / staked, power);
            }

            _runs[k] *= power;
        }
    }
}
