using Portal.Domain.Rollouts.Analysis;

namespace Portal.Domain.Tests.Rollouts.Analysis;

public sealed class BettingBookTests
{
    private readonly BettingBook _book = new([0.5, 0.5]);

    [Fact]
    public void Value_NothingWonOrLost_StaysOneHoweverLong()
    {
        for (var block = 0; block < 1000; block++)
        {
            _book.Settle(5, temper: 1 + (block % 7));
            _book.Stake(0.01);
        }

        _book.Value.ShouldBe(1, 1e-9);
    }

    [Fact]
    public void Value_OneBetWins_IsWhatTheStakesMakeOfIt()
    {
        _book.Gain(0, Math.Log(3));
        _book.Gain(1, Math.Log(0.5));

        // 65 % is staked, half on each bet; the rest is kept.
        _book.Value.ShouldBe(0.35 + (0.325 * 3) + (0.325 * 0.5), 1e-9);
        _book.Settle(5, temper: 1);
        _book.Value.ShouldBe(0.35 + (0.325 * 3) + (0.325 * 0.5), 1e-9);
    }

    [Fact]
    public void Settle_BunchingShowsItselfLate_TakesBackWhatWasWonBefore()
    {
        _book.Gain(0, 4);
        _book.Settle(5, temper: 1);
        var won = _book.Value;
        _book.Settle(5, temper: 2);
        var doubtful = _book.Value;
        _book.Settle(5, temper: 4);

        doubtful.ShouldBe(won, 1e-9);
        _book.Value.ShouldBeLessThan(won / 5);
        _book.Value.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Settle_FailuresBunch_CountsTheNextBlockForLess()
    {
        var independent = new BettingBook([1]);
        var bunched = new BettingBook([1]);
        independent.Settle(5, temper: 1);
        bunched.Settle(5, temper: 4);
        independent.Gain(0, 3);
        bunched.Gain(0, 3);

        var staked = (independent.Value - 1) / (Math.Exp(3) - 1);
        bunched.Value.ShouldBe(1 - staked + (staked * Math.Exp(0.75)), 1e-9);
    }
}
