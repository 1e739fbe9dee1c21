using Portal.Benchmarks.Rollouts;

namespace Portal.Domain.Tests.Rollouts.Analysis;

public sealed class RolloutOptionsTests : IDisposable
{
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Run_FamilyAndSeed_SaysWhatEverybodyDid()
    {
        RolloutOptions.Run(["--family", "B1/x10", "--seed", "7"], _output).ShouldBe(0);

        _output.ToString().ShouldContain("B1/x10 seed 7: Bad, fault from second 0");
        _output.ToString().ShouldMatch(@"portal +rolled back at second \d+");
        _output.ToString().ShouldContain("flagger       rolled back at second 600");
    }

    [Fact]
    public void Run_Trace_EndsWithTheReason()
    {
        RolloutOptions.Run(["--family", "B1/x50", "--trace"], _output).ShouldBe(0);

        _output.ToString().ShouldContain("of the canary's requests failed");
    }

    [Fact]
    public void Run_NothingAskedFor_IsTheWholeBench() => RolloutOptions.Run(["--quick"], _output).ShouldBeNull();

    [Theory]
    [InlineData("--family")]
    [InlineData("--family", "C9")]
    [InlineData("--family", "B1", "--seed", "one")]
    [InlineData("--seed", "3")]
    [InlineData("--input", "/nowhere/counts.csv")]
    public void Run_WrongOptions_AreRefusedWithAReason(params string[] arguments)
    {
        RolloutOptions.Run(arguments, _output).ShouldBe(2);

        _output.ToString().ShouldStartWith("bench: ");
    }

    [Fact]
    public void Run_RecordedCounts_GivesTheVerdictAndItsSecond()
    {
        var lines = Enumerable.Range(1, 60).SelectMany(i => new[] { $"{i * 5},stable,450,2,4", $"{i * 5},canary,50,{(i > 20 ? 5 : 0)},0" });

        Recording.Run(["second,arm,requests,errors,slow", .. lines], _output).ShouldBe(0);

        _output.ToString().ShouldMatch(@"^Failed at second 1[0-5]\d: .* of the canary's requests failed");
    }

    [Fact]
    public void Run_RecordedCountsOfAGoodVersion_AreSuccessful()
    {
        var lines = Enumerable.Range(1, 60).SelectMany(i => new[] { $"{i},stable,90,1,1", $"{i},canary,10,0,0" });

        Recording.Run(lines, _output).ShouldBe(0);

        _output.ToString().ShouldStartWith("Successful at second 60: ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("second,arm,requests,errors,slow")]
    [InlineData("5,green,1,0,0")]
    [InlineData("5,canary,1,0")]
    [InlineData("5,canary,-1,0,0")]
    [InlineData("99999999999999999999,canary,1,0,0")]
    public void Run_WrongRecording_IsRefusedWithAReason(string line)
    {
        Recording.Run([line], _output).ShouldBe(2);

        _output.ToString().ShouldStartWith("bench: ");
    }
}
