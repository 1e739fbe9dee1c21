using System.Net;
using Portal.Infrastructure.Operations.Webhooks;

namespace Portal.Operators.Rollouts.Metrics;

/// <summary>
/// HTTP to addresses that rollouts name. Servers inside the cluster are what most of them mean; what only the machine itself may reach, a cloud's metadata above all, is
/// not connected to. No redirects, no cookies, no proxy.
/// </summary>
internal static class MetricHttp
{
    private static readonly IPNetwork[] Forbidden = [.. ((string[])["169.254.0.0/16", "fe80::/10", "fd00:ec2::254/128", "0.0.0.0/8"]).Select(IPNetwork.Parse)];

    public static HttpClient Create() => new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = (context, cancellationToken) => GuardedConnection.OpenAsync(context.DnsEndPoint, Refuse, cancellationToken),
    })
    {
        // Each question has a deadline of its own.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Why a server could not be asked, without what only operators may know.</summary>
    public static string Reason(string server, Exception failed) => failed switch
    {
        HttpRequestException { InnerException: MetricTargetException refused } => refused.Message,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => $"{server}'s host name is not known",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => $"a secure connection to {server} cannot be made",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => $"{server} cannot be connected to",
        _ => $"the connection to {server} broke off",
    };

    private static MetricTargetException? Refuse(IReadOnlyList<IPAddress> addresses) =>
        addresses.Any(address => Forbidden.Any(range => range.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)))
            ? new MetricTargetException("the source's host is an address that measurements are not read from")
            : null;
}
