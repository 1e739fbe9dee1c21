using Portal.Infrastructure.Tenancy.Dns;

namespace Portal.Infrastructure.Tests.Tenancy;

public sealed class DnsReaderTests
{
    [Fact]
    public void Read_OfMutatedAnswers_NeverThrowsAndNeverEndsLate()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var query = DnsQuery.ForTexts("a.example.com");
        byte[] answer = [.. query.Message[..2], 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, .. query.Message[12..31], 0xC0, 0x0C, 0, 16, 0, 1, 0, 0, 0, 1, 0, 4, 3, 97, 98, 99];
        DnsReader.Read(answer, query).ShouldNotBeNull($"seed {seed}").Texts.ShouldBe(["abc"]);
        for (var round = 0; round < 200_000; round++)
        {
            var mutated = (byte[])answer.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                mutated[random.Next(2, mutated.Length)] = (byte)random.Next(256);
            }

            Should.NotThrow(() => DnsReader.Read(mutated.AsSpan(0, random.Next(mutated.Length + 1)), query), $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void Read_OfAResolvConf_TakesThreeNameservers() =>
        DnsServers.Read(["# comment", "search example.com", "nameserver 10.0.0.1", "nameserver\t2001:db8::1", "nameserver bad", "nameserver 10.0.0.2", "nameserver 10.0.0.3"])
            .Select(server => server.ToString()).ShouldBe(["10.0.0.1:53", "[2001:db8::1]:53", "10.0.0.2:53"]);
}
