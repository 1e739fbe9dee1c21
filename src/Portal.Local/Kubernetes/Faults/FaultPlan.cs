using System.Globalization;
using Microsoft.AspNetCore.Http;
using Portal.Local.Kubernetes.Access;
using Portal.Local.Kubernetes.Endpoints;
using Portal.Local.Kubernetes.Errors;

namespace Portal.Local.Kubernetes.Faults;

/// <summary>What goes wrong in a cluster, by rules that tests set: the first that matches decides. Empty, nothing does.</summary>
internal sealed class FaultPlan(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<(FaultRule Rule, int Seen)> _rules = [];

    /// <summary>Requests that something went wrong with.</summary>
    public int Hits { get; private set; }

    public void Add(FaultRule rule)
    {
        lock (_gate)
        {
            _rules.Add((rule, 0));
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
        }
    }

    /// <summary>Goes on with the request, or does to it what the rules say.</summary>
    public async Task ApplyAsync(HttpContext context, Func<Task> next)
    {
        switch (Find(context.Request))
        {
            case { Kind: FaultKind.Error } rule:
                await FailAsync(context.Response, rule);
                break;
            case { Kind: FaultKind.Delay } rule:
                await Task.Delay(rule.Delay, clock, context.RequestAborted);
                await next();
                break;
            case { Kind: FaultKind.LostRequest }:
                context.Abort();
                break;
            case { Kind: FaultKind.LostAnswer }:
                context.Response.Body = new MemoryStream();
                await next();
                context.Abort();
                break;
            default:
                await next();
                break;
        }
    }

    private FaultRule? Find(HttpRequest request)
    {
        lock (_gate)
        {
            if (_rules.Count == 0)
            {
                return null;
            }

            var wanted = RequestPath.TryParse(request.Path.Value ?? "/") is { } path ? RequestAttributes.Of(request, path) : null;
            var agent = request.Headers.UserAgent.ToString();
            for (var at = 0; at < _rules.Count; at++)
            {
                var (rule, seen) = _rules[at];
                if (!rule.Matches(wanted, agent))
                {
                    continue;
                }

                _rules[at] = (rule, seen + 1);
                if (seen >= rule.Skip && seen - rule.Skip < rule.Count)
                {
                    Hits++;
                    return rule;
                }
            }

            return null;
        }
    }

    private static Task FailAsync(HttpResponse response, FaultRule rule)
    {
        if (rule.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var reason = rule.Status switch
        {
            403 => "Forbidden",
            404 => "NotFound",
            409 => "Conflict",
            410 => "Expired",
            429 => "TooManyRequests",
            503 => "ServiceUnavailable",
            504 => "Timeout",
            _ => "InternalError",
        };
        return response.WriteErrorAsync(new ApiException(rule.Status, reason, "injected fault"));
    }
}
