using Portal.Access;
using Portal.Api;
using Portal.Operations;

namespace Portal.Tenancy.Domains;

internal static class DomainEndpoints
{
    public static void MapDomains(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/domains").OnTenantHost().RequireAuthorization().WithTags("Tenancy");
        group.MapGet("", async (DomainQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.ListAsync(context.Caller(), cancellationToken)).ToApi(context, domains => new(200, new Page<DomainView>(domains, null))))
            .WithSummary("This tenant's own domains");
        group.MapGet("/{id}", async (string id, DomainQueries queries, HttpContext context, CancellationToken cancellationToken) =>
            (await queries.FindAsync(context.Caller(), id, cancellationToken)).ToApi(context)).WithSummary("One domain, with the record to publish");
        group.MapPost("", async (AddDomainRequest request, AddDomain add, HttpContext context, CancellationToken cancellationToken) =>
            (await add.ExecuteAsync(context.Caller(), request, cancellationToken))
                .ToApi(context, domain => new(StatusCodes.Status201Created, domain, "/api/v1/domains/" + domain.Id)))
            .Idempotent().WithSummary("Ask for a domain; it leads here once its DNS record is found");
        group.MapPost("/{id}/checks", async (string id, CheckDomain check, HttpContext context, CancellationToken cancellationToken) =>
            (await check.ExecuteAsync(context.Caller(), id, cancellationToken))
                .ToApi(context, operation => new(StatusCodes.Status202Accepted, new DomainCheckAccepted(operation, id), "/api/v1/operations/" + operation)))
            .Idempotent().WithSummary("Look the domain's record up now");
        group.MapDelete("/{id}", async (string id, RemoveDomain remove, HttpContext context, CancellationToken cancellationToken) =>
            (await remove.ExecuteAsync(context.Caller(), id, cancellationToken)).ToApi(context, _ => new(StatusCodes.Status204NoContent, null)))
            .Idempotent().WithSummary("Give a domain up");
    }
}
