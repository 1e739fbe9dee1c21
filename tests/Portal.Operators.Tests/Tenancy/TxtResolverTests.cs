using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Tenancy.Dns;

namespace Portal.Operators.Tests.Tenancy;

public sealed class TxtResolverTests
{
    private const string Name = "_portal-challenge.portal.example.com";

    [Fact]
    public async Task LookUp_OfPublishedTexts_FindsThemAll()
    {
        await using var server = new TestDnsServer();
        server.Texts[Name] = ["one", "two"];
        (await LookUpAsync(server)).Texts.ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task LookUp_OfATextInPieces_PutsThemTogether()
    {
        await using var server = new TestDnsServer();
        var text = string.Concat(Enumerable.Range(0, 60).Select(i => $"part{i:00}"));
        server.Texts[Name] = [text];
        (await LookUpAsync(server)).Texts.ShouldBe([text]);
    }

    [Fact]
    public async Task LookUp_OfAnAlias_FollowsIt()
    {
        await using var server = new TestDnsServer();
        server.Aliases[Name] = "proof.hosting.example.net";
        server.Texts["proof.hosting.example.net"] = ["there"];
        (await LookUpAsync(server)).Texts.ShouldBe(["there"]);
    }

    [Fact]
    public async Task LookUp_OfNoSuchName_IsAnAnswer()
    {
        await using var server = new TestDnsServer();
        var outcome = await LookUpAsync(server);
        (outcome.Answered, outcome.Texts.Count).ShouldBe((true, 0));
    }

    [Fact]
    public async Task LookUp_OfATruncatedAnswer_AsksAgainOverTcp()
    {
        await using var server = new TestDnsServer { Truncates = true };
        server.Texts[Name] = [.. Enumerable.Range(0, 40).Select(i => $"{i:000}{new string('x', 90)}")];
        (await LookUpAsync(server)).Texts.Count.ShouldBe(40);
    }

    [Fact]
    public async Task LookUp_WithAForgedAnswerFirst_WaitsForTheRealOne()
    {
        await using var server = new TestDnsServer { IsSpoofed = true };
        server.Texts[Name] = ["real"];
        (await LookUpAsync(server)).Texts.ShouldBe(["real"]);
    }

    [Fact]
    public async Task LookUp_WithAServerThatFails_AsksTheNext()
    {
        await using var failing = new TestDnsServer { Code = 2 };
        await using var working = new TestDnsServer();
        working.Texts[Name] = ["there"];
        (await LookUpAsync(failing, working)).Texts.ShouldBe(["there"]);
    }

    [Fact]
    public async Task LookUp_WithNoServerThatAnswers_SaysSoInTime()
    {
        await using var silent = new TestDnsServer { IsSilent = true };
        (await LookUpAsync(silent)).ShouldBe(TxtOutcome.Unanswered);
    }

    private static Task<TxtOutcome> LookUpAsync(params TestDnsServer[] servers) =>
        new TxtResolver(Options.Create(new DnsOptions { Servers = [.. servers.Select(server => server.Address)], TimeoutSeconds = 1 }), NullLogger<TxtResolver>.Instance)
            .LookUpAsync(Name, TestContext.Current.CancellationToken);
}
