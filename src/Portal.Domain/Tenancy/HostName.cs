using System.Collections.Frozen;
using System.Globalization;
using System.Net;

namespace Portal.Domain.Tenancy;

/// <summary>A host name as it is compared and stored: lower case, punycode (RFC 5891), no dot at the end.</summary>
public readonly record struct HostName
{
    private const int Longest = 253;

    // The suffixes below which strangers register names, as far as people mistake them for their own: a proof by DNS could not be given for any of them.
    private static readonly FrozenSet<string> PublicSuffixes = (
        "co.uk org.uk ac.uk gov.uk me.uk ltd.uk plc.uk net.uk com.au net.au org.au edu.au gov.au id.au co.nz net.nz org.nz govt.nz ac.nz co.jp ne.jp or.jp ac.jp go.jp "
        + "com.br net.br org.br gov.br com.cn net.cn org.cn gov.cn com.mx org.mx gob.mx co.in net.in org.in gov.in ac.in co.za org.za web.za gov.za com.tr org.tr gov.tr "
        + "com.sg edu.sg gov.sg com.hk org.hk com.tw org.tw co.kr or.kr co.il org.il com.ar org.ar com.pl net.pl org.pl com.ua co.at or.at com.es org.es com.pt com.my com.ph "
        + "com.vn co.th co.id com.sa com.eg com.ng co.ke github.io gitlab.io pages.dev workers.dev netlify.app vercel.app herokuapp.com azurewebsites.net cloudfront.net "
        + "web.app firebaseapp.com appspot.com onrender.com fly.dev ngrok.io ngrok.app amazonaws.com blogspot.com").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // RFC 6761, RFC 6762 and RFC 9476: names that lead nowhere in the public DNS.
    private static readonly FrozenSet<string> SpecialSuffixes =
        new[] { "localhost", "local", "internal", "test", "invalid", "example", "onion", "alt", "arpa", "home", "lan", "corp" }.ToFrozenSet(StringComparer.Ordinal);

    private HostName(string value) => Value = value;

    public string Value { get; }

    /// <summary>Reads what a person typed.</summary>
    /// <param name="text">A host name, in Unicode or punycode, any case, with or without the dot at the end.</param>
    /// <param name="baseHost">The portal's own host: it and all below it are not for tenants to claim.</param>
    /// <param name="special">Whether names that no public DNS knows are allowed too, such as <c>portal.test</c>.</param>
    public static Result<HostName> Parse(string? text, string baseHost, bool special = false)
    {
        ArgumentNullException.ThrowIfNull(baseHost);
        if (string.IsNullOrWhiteSpace(text))
        {
            return Refuse(text, "A domain is required, e.g. portal.example.com.");
        }

        var shown = FieldText.Excerpt(text);
        if (text.Contains('/', StringComparison.Ordinal) || text.Contains('@', StringComparison.Ordinal))
        {
            return Refuse(text, $"\"{shown}\" is an address; give the host name alone, e.g. portal.example.com.");
        }

        if (text.Contains('*', StringComparison.Ordinal))
        {
            return Refuse(text, $"\"{shown}\" is a wildcard; give one host name, e.g. portal.example.com.");
        }

        if (IPAddress.TryParse(text.Trim('[', ']'), out _))
        {
            return Refuse(text, $"\"{shown}\" is an IP address; give a host name, e.g. portal.example.com.");
        }

        if (text.Contains(':', StringComparison.Ordinal))
        {
            return Refuse(text, $"\"{shown}\" has a port; give the host name alone, e.g. portal.example.com.");
        }

        if (Normalize(text) is not { } host)
        {
            return Refuse(text, $"\"{shown}\" is not a host name; use letters, digits and hyphens between dots, e.g. portal.example.com.");
        }

        return Claimable(host, baseHost, special) is { } reason ? Refuse(text, $"\"{shown}\" {reason}") : new HostName(host);
    }

    /// <summary>The name as it is compared and stored; null when it is none.</summary>
    public static string? Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            // UseStd3AsciiRules: letters, digits and hyphens only.
            var ascii = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(text.Trim().TrimEnd('.'));
#pragma warning disable CA1308 // Host names are written in lower case (RFC 4343).
            return ascii.Length is > 0 and <= Longest ? ascii.ToLowerInvariant() : null;
#pragma warning restore CA1308
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    public override string ToString() => Value;

    private static string? Claimable(string host, string baseHost, bool special)
    {
        var last = host[(host.LastIndexOf('.') + 1)..];
        if (host == baseHost || host.EndsWith("." + baseHost, StringComparison.Ordinal))
        {
            return $"belongs to this portal; every tenant has its address below {baseHost} already.";
        }

        if (host == last)
        {
            return "is a single name; a domain has a dot in it, e.g. portal.example.com.";
        }

        if (!special && (SpecialSuffixes.Contains(last) || last.All(char.IsAsciiDigit)))
        {
            return $"ends in .{last}, which no public DNS knows; use a domain that you have registered.";
        }

        return PublicSuffixes.Contains(host) ? "is a suffix that many share; use a domain that you have registered below it." : null;
    }

    private static InvalidFields Refuse(string? text, string message) => new([new("/host", FieldText.Excerpt(text), message)]);
}
