using Portal.Local.Startup;

namespace Portal.Infrastructure.Tests.Local;

public sealed class CommandLineTests
{
    [Fact]
    public void Parse_Nothing_GivesDefaults() =>
        CommandLine.Parse([], ".local").ShouldBe(new LocalOptions { Port = 8080, DataFolder = ".local" });

    [Fact]
    public void Parse_EveryOption_IsRead() =>
        CommandLine.Parse(["--port", "9000", "--data=/tmp/x", "--reset", "--tour"], ".local")
            .ShouldBe(new LocalOptions { Port = 9000, DataFolder = "/tmp/x", Reset = true, Tour = true });

    [Theory]
    [InlineData("--verbose", "unknown option --verbose")]
    [InlineData("--reset=yes", "unknown option --reset=yes")]
    [InlineData("start", "unknown option start")]
    [InlineData("--port", "--port needs a value")]
    [InlineData("--port=0", "--port 0 is not a port number")]
    [InlineData("--port=65536", "--port 65536 is not a port number")]
    [InlineData("--port=+80", "--port +80 is not a port number")]
    [InlineData("--data=", "--data needs a folder")]
    public void Parse_Mistake_SaysWhichInOneLine(string argument, string message)
    {
        var usage = Should.Throw<LocalUsage>(() => CommandLine.Parse([argument], ".local"));

        usage.Message.ShouldStartWith(message);
        usage.Message.ShouldNotContain('\n');
    }
}
