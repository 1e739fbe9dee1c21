using System.Net;
using Portal.Operators.Kubernetes;
using Portal.Operators.Tests.Running;

namespace Portal.Operators.Tests.Rollouts.Scenarios;

/// <summary>The operator as a whole where something around it is wrong for five minutes: traffic stays, somebody says so, and nobody is asked in a hot loop.</summary>
public sealed class BadSurroundingsTests
{
    private const int FiveMinutes = 300;

    [Fact]
    public async Task S09_ApiServerAwayForFiveMinutes_IsAskedSeldomAndTheRolloutGoesOn()
    {
        await using var stage = await ClockedStage.MidCanaryAsync();
        stage.Handler.Fault = _ => throw new HttpRequestException("connection refused");

        var calls = await stage.PassAsync(FiveMinutes);

        calls.ShouldBeLessThan(200);
        (await stage.CanaryWeightAsync()).ShouldBe(20);
        stage.Handler.Fault = _ => null;
        (await stage.PassAsync(30)).ShouldBeGreaterThan(30, "it is measured again");
        (await stage.StatusAsync()).WholeAt("stepIndex").ShouldBe(1);
    }

    [Fact]
    public async Task S70_PermissionToListPodsMissingForFiveMinutes_IsAskedSeldomAndTheRolloutGoesOn()
    {
        await using var stage = await ClockedStage.MidCanaryAsync();
        stage.Handler.Fault = request => request.RequestUri!.AbsolutePath.EndsWith("/pods", StringComparison.Ordinal) ? Refusal.Of(HttpStatusCode.Forbidden, "Forbidden") : null;

        var calls = await stage.PassAsync(FiveMinutes);

        calls.ShouldBeLessThan(300);
        (await stage.CanaryWeightAsync()).ShouldBe(20);
        stage.Handler.Fault = _ => null;
        await stage.PassAsync(40);
        (await stage.StatusAsync()).TextAt("verdict").ShouldBe("Successful");
    }

    [Fact]
    public async Task Router_WhoseDefinitionIsMissing_IsNamedAndAskedForSeldomUntilItIsThere()
    {
        var isMissing = true;
        await using var stage = await ClockedStage.StartAsync(request =>
            isMissing && request.RequestUri!.AbsolutePath.Contains("/gateway.networking.k8s.io/", StringComparison.Ordinal) ? Refusal.Of(HttpStatusCode.NotFound, "NotFound") : null);
        await stage.InstallAsync();
        await stage.UntilAsync(async () => (await stage.StatusAsync()) is not null, "it says something");
        (await stage.StatusAsync()).ItemsAt("conditions").Single(condition => condition.TextAt("type") == "MissingCrd").TextAt("message")!
            .ShouldStartWith("This cluster does not know HTTPRoute (gateway.networking.k8s.io/v1)");

        (await stage.PassAsync(FiveMinutes)).ShouldBeLessThan(120);

        isMissing = false;
        await stage.UntilAsync(async () => (await stage.StatusAsync()).TextAt("phase") == "Completed", "it is installed");
    }

    [Fact]
    public async Task Namespace_DeletedMidCanary_TakesTheRolloutWithItAndIsLeftAlone()
    {
        await using var stage = await ClockedStage.MidCanaryAsync();

        await stage.Client.DeleteAsync(ResourceKind.Namespace, new("", VirtualStage.Space), CancellationToken.None);
        await stage.UntilAsync(
            async () => await stage.FindAsync() is null && await stage.Client.FindAsync(ResourceKind.Namespace, new("", VirtualStage.Space), CancellationToken.None) is null, "all is gone");

        await stage.PassAsync(35);
        // Objectives are listed every ten seconds.
        (await stage.PassAsync(FiveMinutes)).ShouldBeLessThan(120);
    }

    [Theory]
    [InlineData(-600)]
    [InlineData(600)]
    public async Task S08_OperatorsClockJumpsTenMinutes_LooksAreNeitherMissedNorInAHotLoop(int seconds)
    {
        await using var stage = await ClockedStage.MidCanaryAsync();
        var before = await stage.PassAsync(60);

        stage.Skewed.Skew = TimeSpan.FromSeconds(seconds);
        var after = await stage.PassAsync(60);

        after.ShouldBeInRange(before * 2 / 3, before * 4 / 3);
        (await stage.StatusAsync()).WholeAt("stepIndex").ShouldBe(1);
        (await stage.CanaryWeightAsync()).ShouldBe(20);
    }
}
