namespace Portal.Domain.Access;

/// <summary>Who acts: a person in a browser, a program with a key, Portal itself, or who runs it.</summary>
public enum PrincipalKind
{
    Member,
    ApiKey,
    System,

    /// <summary>Somebody who runs this deployment; the tenant's log names the office, not the person.</summary>
    Staff,
}
