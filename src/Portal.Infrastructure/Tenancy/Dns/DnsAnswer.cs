namespace Portal.Infrastructure.Tenancy.Dns;

/// <summary>What a server said.</summary>
/// <param name="Code">RFC 1035 section 4.1.1: 0 for an answer, 3 for no such name, anything else for a failure of the server.</param>
/// <param name="Truncated">Whether there is more than a datagram holds, so that it has to be asked again over TCP.</param>
/// <param name="Texts">The texts at the name, or at the one that it is an alias of.</param>
internal sealed record DnsAnswer(int Code, bool Truncated, IReadOnlyList<string> Texts);
