package dev.tidemark.query.mistake;

/** A question that names a tenant other than the key's. Whether that tenant exists is not said. */
public final class ForeignTenantException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param path where the tenant is named */
    public ForeignTenantException(String path) {
        super(path
                + " names a tenant that this key does not belong to; leave it out, the key says whose data is meant");
    }
}
