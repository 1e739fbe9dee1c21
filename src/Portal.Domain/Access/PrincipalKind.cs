namespace Portal.Domain.Access;

/// <summary>Who acts: a person in a browser, a program with a key, or Portal itself.</summary>
public enum PrincipalKind
{
    Member,
    ApiKey,
    System,
}
