using Portal.Domain.Operations.Backups;
using Portal.Domain.Tests.Billing;

namespace Portal.Domain.Tests.Operations;

public sealed class BackupRetentionTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Superseded_ByAnyPolicy_NeverHoldsTheYoungestGoodOneNorAnythingYounger() => Seeded.Run(2000, random =>
    {
        var backups = Some(random);
        var policy = new BackupRetention(random.Next(4), random.Next(4), random.Next(4), random.Next(4));
        var removed = policy.Superseded(backups);
        var good = backups.Where(b => b.IsVerified).MaxBy(b => b.At);
        if (good is null)
        {
            removed.ShouldBeEmpty();
        }
        else
        {
            removed.ShouldAllBe(b => b.At < good.At);
        }

        removed.Count.ShouldBe(removed.Distinct().Count());
        removed.ShouldBeSubsetOf(backups);
    });

    [Fact]
    public void Superseded_AfterRemoval_IsEmpty() => Seeded.Run(1000, random =>
    {
        var backups = Some(random);
        var policy = new BackupRetention(random.Next(4), random.Next(4), random.Next(4), random.Next(4));
        policy.Superseded([.. backups.Except(policy.Superseded(backups))]).ShouldBeEmpty();
    });

    [Fact]
    public void Superseded_WithMoreKept_RemovesNoMore() => Seeded.Run(1000, random =>
    {
        var backups = Some(random);
        var policy = new BackupRetention(random.Next(4), random.Next(4), random.Next(4), random.Next(4));
        var wider = policy with { Last = policy.Last + 1, Daily = policy.Daily + random.Next(3), Weekly = policy.Weekly + random.Next(3), Monthly = policy.Monthly + random.Next(3) };
        wider.Superseded(backups).ShouldBeSubsetOf(policy.Superseded(backups));
    });

    [Fact]
    public void Superseded_OfADailyYear_LeavesDaysWeeksAndMonths()
    {
        var backups = Enumerable.Range(0, 365).Select(day => new KnownBackup($"b{day:000}", Start.AddDays(day), true)).ToList();
        var left = backups.Except(new BackupRetention(2, 7, 4, 6).Superseded(backups)).Select(b => b.At.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture)).ToList();
        left.ShouldBe(["07-31", "08-31", "09-30", "10-31", "11-30", "12-13", "12-20", "12-25", "12-26", "12-27", "12-28", "12-29", "12-30", "12-31"]);
    }

    [Theory]
    [InlineData("off", null, null)]
    [InlineData("", null, null)]
    [InlineData("02:30", 1440, 150)]
    [InlineData("30m", 30, null)]
    [InlineData("6h", 360, null)]
    [InlineData("7d", 10080, null)]
    public void Schedule_ThatIsOne_IsRead(string text, int? every, int? at)
    {
        BackupSchedule.TryParse(text, out var schedule).ShouldBeTrue();
        schedule.ShouldBe(every is null ? null : new(TimeSpan.FromMinutes(every.Value), at is null ? null : TimeSpan.FromMinutes(at.Value)));
    }

    [Theory]
    [InlineData("m")]
    [InlineData("4m")]
    [InlineData("32d")]
    [InlineData("25:00")]
    [InlineData("-6h")]
    [InlineData("daily")]
    public void Schedule_ThatIsNone_IsRefused(string text) => BackupSchedule.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Next_OfADailySchedule_IsTheNextTimeOfDayAfterTheLastAttempt()
    {
        var daily = new BackupSchedule(TimeSpan.FromDays(1), TimeSpan.FromHours(2));
        daily.Next(null, Start).ShouldBe(Start);
        daily.Next(Start, Start.AddMinutes(1)).ShouldBe(Start.AddDays(1));
        daily.Next(Start.AddHours(-3), Start.AddHours(-2)).ShouldBe(Start);
        daily.Next(Start.AddDays(-9), Start.AddHours(5)).ShouldBe(Start.AddHours(5));
        new BackupSchedule(TimeSpan.FromHours(6), null).Next(Start, Start.AddHours(1)).ShouldBe(Start.AddHours(6));
    }

    [Fact]
    public void IsLate_AfterTwiceTheInterval_IsTrue()
    {
        var daily = new BackupSchedule(TimeSpan.FromDays(1), null);
        daily.IsLate(null, Start).ShouldBeTrue();
        daily.IsLate(Start, Start.AddDays(2)).ShouldBeFalse();
        daily.IsLate(Start, Start.AddDays(2).AddSeconds(1)).ShouldBeTrue();
    }

    private static List<KnownBackup> Some(Random random)
    {
        var at = Start;
        return [.. Enumerable.Range(0, random.Next(30)).Select(i => new KnownBackup($"b{i:00}", at = at.AddHours(random.Next(1, 100)), random.Next(3) > 0))];
    }
}
