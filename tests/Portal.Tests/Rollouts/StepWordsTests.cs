using Portal.Domain.Rollouts;
using Portal.Plugins.Pages;
using Portal.Rollouts.Pages;

namespace Portal.Tests.Rollouts;

public sealed class StepWordsTests
{
    [Fact]
    public void Line_OfTheStandardCanary_NamesItsWeights()
    {
        StepWords.Line(RolloutStrategy.Default.Steps).ShouldBe("10 → 25 → 50 → 100 %");
        StepWords.Stops(RolloutStrategy.Default.Steps).ShouldBe([10, 25, 50]);
        StepWords.Least(RolloutStrategy.Default.Steps).ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Strategies_ToChooseFrom_BeginWithTheDefaultAndSurviveTheApi()
    {
        Strategies.All[0].Strategy.ShouldBe(RolloutStrategy.Default);
        foreach (var choice in Strategies.All)
        {
            StrategyDocument.Read(StrategyDocument.Write(choice.Strategy)).Strategy.ShouldBe(choice.Strategy);
        }
    }
}
