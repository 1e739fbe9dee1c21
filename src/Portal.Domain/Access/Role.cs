namespace Portal.Domain.Access;

/// <summary>What a member is to the tenant; decides the permissions.</summary>
public enum Role
{
    Viewer,
    Finance,
    Engineer,
    Admin,
}
