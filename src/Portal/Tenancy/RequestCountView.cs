namespace Portal.Tenancy;

/// <param name="Minute">When the minute began.</param>
/// <param name="Requests">Requests and page actions, refused ones included.</param>
/// <param name="Limited">Refused because a rate was exceeded.</param>
internal sealed record RequestCountView(DateTimeOffset Minute, long Requests, long Limited);
