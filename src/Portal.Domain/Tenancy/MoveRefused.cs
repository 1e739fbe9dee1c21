namespace Portal.Domain.Tenancy;

/// <summary>409: a tenant moves up a level of isolation, never down or sideways.</summary>
public sealed record MoveRefused(TenantIsolation From, TenantIsolation To)
    : Error(ErrorKind.Conflict, "tenant.move.not-up", "It does not move there",
        $"The tenant is at the level {From} and cannot move to {To}: moves go up, from shared to schema to database. Export and import it to bring it down.");
