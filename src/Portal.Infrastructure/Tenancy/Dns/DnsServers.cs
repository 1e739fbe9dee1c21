using System.Net;

namespace Portal.Infrastructure.Tenancy.Dns;

/// <summary>The resolvers to ask, in order: those of the options, else those of the system.</summary>
internal static class DnsServers
{
    private const int Port = 53;
    private const int Most = 3;
    private const string SystemFile = "/etc/resolv.conf";

    public static IReadOnlyList<IPEndPoint> Of(DnsOptions options) => options.Servers.Count > 0
        ? [.. options.Servers.Select(IPEndPoint.Parse).Select(WithPort)]
        : File.Exists(SystemFile) ? Read(File.ReadLines(SystemFile)) : [];

    /// <summary>The <c>nameserver</c> lines of a resolv.conf; the first three count, as for the system's own resolver.</summary>
    public static IReadOnlyList<IPEndPoint> Read(IEnumerable<string> lines) =>
    [
        .. lines.Select(line => line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is ["nameserver", _, ..])
            .Select(words => IPAddress.TryParse(words[1], out var address) ? address : null)
            .OfType<IPAddress>().Take(Most).Select(address => new IPEndPoint(address, Port)),
    ];

    private static IPEndPoint WithPort(IPEndPoint server) => server.Port == 0 ? new(server.Address, Port) : server;
}
