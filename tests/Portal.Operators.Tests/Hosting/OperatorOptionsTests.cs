using Portal.Operators.Hosting;

namespace Portal.Operators.Tests.Hosting;

public sealed class OperatorOptionsTests
{
    [Fact]
    public void Validate_Defaults_AreFine() => new OperatorOptionsValidation().Validate(null, new OperatorOptions()).Succeeded.ShouldBeTrue();

    [Fact]
    public void Validate_EverythingWrong_NamesEverything()
    {
        var result = new OperatorOptionsValidation().Validate(null, new OperatorOptions { HealthUrl = "9090", LeaseName = "", LeaseNamespace = "No_Such" });

        result.Failures!.Count().ShouldBe(3);
    }

    [Fact]
    public void Identity_WithAPort_IsTheSameAfterARestart()
    {
        var options = new OperatorOptions { HealthUrl = "http://127.0.0.1:9090" };

        LeaderIdentity.Of(options).ShouldBe(LeaderIdentity.Of(options));
        LeaderIdentity.Of(new OperatorOptions()).ShouldNotBe(LeaderIdentity.Of(new OperatorOptions()));
    }
}
