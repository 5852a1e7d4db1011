# One static binary on an empty image, run by nobody in particular. Everything that lasts is in /data.
FROM golang:1.26.8-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=development
RUN tools/build /out "${VERSION}" && mkdir /out/data /out/tmp

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/roundrobin /out/recount /usr/local/bin/
COPY --from=build --chown=65532:65532 /out/data /data
# The demo lives in /tmp: docker run --rm -p 8080:8080 IMAGE demo --listen 0.0.0.0:8080
COPY --from=build --chown=65532:65532 /out/tmp /tmp
USER 65532:65532
ENV PATH=/usr/local/bin RR_DATA=/data RR_LISTEN=0.0.0.0:8080
VOLUME /data
# Where roundrobin.toml is looked for, and where init writes it.
WORKDIR /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=6s --start-period=20s CMD ["roundrobin", "healthz"]
ENTRYPOINT ["roundrobin"]
CMD ["serve"]
