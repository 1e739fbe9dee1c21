namespace Portal.Tenancy.Domains;

/// <param name="Operation">Follow it at <c>/api/v1/operations/{id}</c>.</param>
/// <param name="Domain">What is looked up.</param>
internal sealed record DomainCheckAccepted(string Operation, string Domain);
