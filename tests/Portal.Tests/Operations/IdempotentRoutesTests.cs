using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Operations;

namespace Portal.Tests.Operations;

/// <summary>Every route that changes something needs a key, or says here why doing it twice is doing it once.</summary>
public sealed class IdempotentRoutesTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly Dictionary<string, string> ByNature = new()
    {
        ["POST /api/v1/tenants"] = "takes a key where one is sent; without one a slug is taken once",
        ["POST /api/v1/sessions"] = "each sign-in is a session of its own",
        ["DELETE /api/v1/sessions/current"] = "it is over once",
        ["DELETE /api/v1/api-keys/{id}"] = "it is revoked once",
        ["PATCH /api/v1/tenant"] = "If-Match",
        ["PUT /api/v1/rollout-policy"] = "If-Match",
        ["PUT /api/v1/alert-channels/{id}"] = "If-Match",
        ["PUT /api/v1/remediation-settings"] = "If-Match",
        ["POST /api/v1/tenant/deletions"] = "a state; its grace period begins once",
        ["POST /api/v1/tenant/deletion-cancellations"] = "a state",
        ["POST /api/v1/platform/operations/{id}/retries"] = "a state; one that is queued already is refused",
        ["POST /api/v1/platform/operations/{id}/cancellations"] = "a state; one that is over is refused",
        ["POST /api/v1/platform/tenants/{tenant}/operations/{id}/retries"] = "a state; one that is queued already is refused",
        ["POST /api/v1/platform/tenants/{tenant}/operations/{id}/cancellations"] = "a state; one that is over is refused",
        ["POST /api/v1/platform/sessions"] = "each sign-in is a session of its own",
        ["DELETE /api/v1/platform/sessions/current"] = "it is over once",
        ["POST /api/v1/platform/tenants/{id}/suspensions"] = "a state",
        ["POST /api/v1/platform/tenants/{id}/resumptions"] = "a state",
        ["POST /api/v1/platform/tenants/{id}/deletions"] = "a state; its grace period begins once",
        ["POST /api/v1/platform/tenants/{id}/deletion-cancellations"] = "a state",
        ["PUT /api/v1/platform/tenants/{id}/quotas/{resource}"] = "a limit; the same one stays",
        ["DELETE /api/v1/platform/tenants/{id}/quotas/{resource}"] = "it is gone once",
        ["POST /api/v1/platform/tenants/{id}/key-rotations"] = "one key more is no harm, and two that ask at once make one",
        ["POST /api/v1/platform/tenants/{id}/key-destructions"] = "a state",
        ["POST /api/v1/platform/tenants/{id}/moves"] = "a place; one move at a time",
    };

    [Fact]
    public void Routes_ThatChangeSomething_NeedAKeyOrSayWhyNot()
    {
        var without = host.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText?.StartsWith("/api/v1/", StringComparison.Ordinal) == true && route.Metadata.GetMetadata<IdempotentRoute>() is null)
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => $"{method} {route.RoutePattern.RawText}") ?? [])
            .Where(route => !route.StartsWith("GET ", StringComparison.Ordinal) && !route.StartsWith("HEAD ", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal);
        without.ShouldBe(ByNature.Keys.Order(StringComparer.Ordinal));
    }
}
